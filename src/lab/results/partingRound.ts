import type { BoostingRound } from '../sagemaker/boostingRound.ts';

/** Where training and validation part. */
export interface Parting {
  /** The round of the least validation RMSE; the first of them where several have it. */
  readonly best: BoostingRound;
  /**
   * The first round from which validation has next to nothing more to gain: its RMSE is within `tolerance` of the best.
   * What training gains from here on is not passed on to engines that the model has not seen.
   */
  readonly parting: BoostingRound;
  readonly last: BoostingRound;
}

/** The share of the best validation RMSE that counts as next to nothing. */
export const tolerance = 0.005;

/** Finds where training and validation part; undefined without a round. */
export function partingOf(rounds: readonly BoostingRound[]): Parting | undefined {
  const last = rounds.at(-1);
  if (!last) return undefined;
  const best = rounds.reduce((least, round) => (round.validation < least.validation ? round : least));
  const parting = rounds.find(({ validation }) => validation <= best.validation * (1 + tolerance)) ?? best;
  return { best, parting, last };
}
