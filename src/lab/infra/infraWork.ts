import type { OnProgress } from '../progress.ts';

/** Who does it: the account by itself, whoever watches, or this program, step by step. */
export type DoneBy = 'account' | 'program';

/** What goes on with the lab's stack, or went on last. */
export interface InfraState {
  /** What is done now, in a few words; undefined while nothing is. */
  readonly doing: string | undefined;
  readonly by: DoneBy;
  /** What it does just now. */
  readonly step: string;
  /** What was told so far, the oldest first. */
  readonly lines: readonly { readonly at: Date; readonly text: string }[];
}

/** Work on the lab's stack: one at a time, and whoever shows it follows it. */
export class InfraWork {
  readonly #listeners = new Set<() => void>();
  #state: InfraState = { doing: undefined, by: 'account', step: '', lines: [] };

  get state(): InfraState {
    return this.#state;
  }

  /** Calls the listener after each change; the answer ends that. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does something to its end, noting what it tells. Throws when something is done already. */
  async run<T>(
    { doing, by }: Pick<InfraState, 'by'> & { readonly doing: string },
    onProgress: OnProgress,
    work: (onProgress: OnProgress) => Promise<T>,
  ): Promise<T> {
    if (this.#state.doing !== undefined) throw new Error(`${this.#state.doing} has not ended yet.`);
    this.#set({ doing, by, step: '', lines: [] });
    try {
      return await work((progress) => {
        if (progress.kind === 'step') this.#set({ ...this.#state, step: progress.text });
        if (progress.kind !== 'count') this.#note(progress.kind === 'step' ? progress.text : progress.line);
        onProgress(progress);
      });
    } finally {
      this.#set({ ...this.#state, doing: undefined, step: '' });
    }
  }

  #note(text: string): void {
    this.#set({ ...this.#state, lines: [...this.#state.lines, { at: new Date(), text }] });
  }

  #set(state: InfraState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
