import type { Action } from './action.ts';

/** Thrown by a command that cannot do what it is asked to: one sentence says why, one action leads on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly action: Action;

  constructor(message: string, action: Action, options?: ErrorOptions) {
    super(message, options);
    this.action = action;
  }
}
