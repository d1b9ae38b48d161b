import type { Memento } from 'vscode';

const key = 'idleWarnings';

/** As many endpoints are remembered: the latest. */
const most = 20;

/** When this workspace was warned of which idle endpoint, across windows and reloads. */
export class IdleWarnings {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Epoch milliseconds; undefined for an endpoint that nobody was warned of. */
  at(name: string): number | undefined {
    return this.#times().get(name);
  }

  async note(name: string, at: number): Promise<void> {
    const times = this.#times();
    times.delete(name);
    times.set(name, at);
    await this.#memento.update(key, [...times].slice(-most));
  }

  /** What was kept, as far as it can be read. */
  #times(): Map<string, number> {
    const kept: unknown = this.#memento.get(key);
    if (!Array.isArray(kept)) return new Map();
    return new Map(
      kept.flatMap((entry: unknown) =>
        Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number'
          ? [[entry[0], entry[1]] as const]
          : [],
      ),
    );
  }
}
