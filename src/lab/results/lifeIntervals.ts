/** What is known of an engine at its last cycle. Cycles. */
export interface EngineSample {
  readonly subset: string;
  readonly predicted: number;
  readonly actual: number;
}

/** Cycles left, from and to. */
export interface LifeInterval {
  readonly low: number;
  readonly high: number;
  /** How many other engines it is made of, and whether they are of the engine's own data set. */
  readonly neighbours: number;
  readonly ownSubset: boolean;
}

/**
 * Engines that make one interval. Of 29 lives, the third shortest and the third longest leave out exactly one in ten on
 * either side, counting the engine itself as the thirtieth. With fewer than 9 there is no such life to name.
 */
const [most, least] = [29, 9];

/** The share of lives that an interval is made to hold. */
const share = 0.8;

/**
 * For each engine, where its life ends in 8 of 10 cases: from the shortest to the longest true life of the other engines
 * of its data set that are predicted nearest, without the tenth of them at either end. Where its data set has too few
 * engines, those of all are taken; where these are too few, it is undefined. The engine's own truth is not used, so how
 * often it lies within tells how far the intervals can be trusted. (Quantiles of the nearest neighbours, at the ranks
 * that conformal prediction takes; true lives rather than errors, as near the end of life these would reach below 0.)
 */
export function lifeIntervals(engines: readonly EngineSample[]): (LifeInterval | undefined)[] {
  return engines.map((engine) => {
    const others = engines.filter((other) => other !== engine);
    const own = others.filter(({ subset }) => subset === engine.subset);
    const ownSubset = own.length >= least;
    const lives = nearest(ownSubset ? own : others, engine.predicted)
      .map(({ actual }) => actual)
      .sort((one, other) => one - other);
    // A hair more, as 0.1 times 30 is less than 3 to a computer.
    const rank = Math.floor(((1 - share) / 2) * (lives.length + 1) + 1e-9);
    const [low, high] = [lives[rank - 1], lives[lives.length - rank]];
    if (lives.length < least || low === undefined || high === undefined) return undefined;
    return { low, high, neighbours: lives.length, ownSubset };
  });
}

function nearest(engines: readonly EngineSample[], predicted: number): readonly EngineSample[] {
  const distance = (engine: EngineSample): number => Math.abs(engine.predicted - predicted);
  return [...engines].sort((one, other) => distance(one) - distance(other)).slice(0, most);
}

/** How many of the engines with an interval have their true life within it. */
export function coverage(
  engines: readonly { readonly actual: number; readonly interval: LifeInterval | undefined }[],
): { readonly within: number; readonly of: number } {
  const known = engines.flatMap(({ actual, interval }) => (interval ? [{ actual, ...interval }] : []));
  return {
    within: known.filter(({ actual, low, high }) => actual >= low && actual <= high).length,
    of: known.length,
  };
}
