import type { Memento } from 'vscode';
import type { AccountChoice } from '../../lab/ports/accounts.ts';
import { readChoice } from './readChoice.ts';

const key = 'accountChoice';

/** Which account a workspace works in, across windows and reloads; no secret is part of it. */
export class RememberedChoice {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** The practice account until another one is chosen. */
  get(): AccountChoice {
    return readChoice(this.#memento.get(key)) ?? { kind: 'practice' };
  }

  async set(choice: AccountChoice): Promise<void> {
    await this.#memento.update(key, choice);
  }
}
