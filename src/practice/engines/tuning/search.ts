import { createRandom } from '../boosting/random.ts';
import { chooseByModel } from './bayesianSearch.ts';
import { drawCandidates } from './candidates.ts';
import type { Dimension, Values } from './searchSpace.ts';

/** A training job of a search: what it was given, and what came of it. */
export interface Trial {
  readonly values: Values;
  readonly outcome:
    | { readonly kind: 'pending' }
    | { readonly kind: 'failed' }
    | { readonly kind: 'done'; readonly objective: number };
}

/** What is searched, how, and for what. */
export interface Search {
  readonly dimensions: readonly Dimension[];
  readonly strategy: 'random' | 'bayesian';
  readonly isMinimized: boolean;
  /** The same seed and the same trials bring the same choice. */
  readonly seed: number;
}

/** The hyperparameters to try next, after the trials so far. */
export function nextValues(search: Search, trials: readonly Trial[]): Values {
  const { dimensions, strategy, seed } = search;
  // A stream of numbers a trial: what the third one draws does not depend on how many the second one needed.
  const random = createRandom(Math.imul(seed, 0x9e3779b1) + trials.length);
  const tried = trials.map(({ values }) => values);
  const finished = trials.filter(({ outcome }) => outcome.kind === 'done').length;
  if (strategy === 'bayesian' && finished >= firstDraws(dimensions))
    return chooseByModel(search, trials, random);
  return drawCandidates(dimensions, 1, tried, random)[0] ?? {};
}

/** How many objectives have to be known before a model of them is of use. */
function firstDraws(dimensions: readonly Dimension[]): number {
  return Math.max(3, Math.min(10, dimensions.length + 1));
}
