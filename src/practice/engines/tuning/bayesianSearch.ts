import type { Random } from '../boosting/random.ts';
import { drawCandidates, drawNeighbours, keyOf } from './candidates.ts';
import { fitKernel, posteriorOf, type Data, type Posterior } from './gaussianProcess.ts';
import type { Search, Trial } from './search.ts';
import { coordinatesOf, placesOf, type Dimension, type Values } from './searchSpace.ts';

/** Candidates drawn from the whole space, and near each of the best trials. */
const everywhere = 1000;
const nearby = 150;
const bestTrials = 2;
/** The most trials that a model is made of: the best and the latest half of so many. */
const mostModelled = 150;

/**
 * Of many untried hyperparameters those whose expected improvement on the best trial is largest, under a Gaussian process that
 * has seen the trials. A failed trial counts as bad as the worst one, so that its surroundings are left; one that still runs
 * counts as what the process expects of it, so that the next one goes elsewhere.
 *
 * Sources: Jones, Schonlau and Welch, Efficient Global Optimization of Expensive Black-Box Functions (1998), for expected
 * improvement; Ginsbourger, Le Riche and Carraro, Kriging Is Well-Suited to Parallelize Optimization (2010), for believing
 * the process where trials still run.
 */
export function chooseByModel(search: Search, trials: readonly Trial[], random: Random): Values {
  const { dimensions } = search;
  const { known, pending, ranked } = split(search, trials);
  const places = (values: Values): number[] => coordinatesOf(dimensions, values);
  const data = standardized({
    places: known.map(({ values }) => places(values)),
    values: known.map(({ value }) => value),
  });
  const kernel = fitKernel(data, coordinateGroups(dimensions));
  const believed = posteriorOf(data, kernel);
  const expected = pending.map(({ values }) => places(values));
  const posterior = posteriorOf(
    {
      places: [...data.places, ...expected],
      values: [...data.values, ...expected.map((place) => believed.at(place).mean)],
    },
    kernel,
  );

  const tried = trials.map(({ values }) => values);
  const near = ranked
    .slice(0, bestTrials)
    .flatMap(({ values }) => drawNeighbours(dimensions, placesOf(dimensions, values), nearby, random));
  const taken = new Set(tried.map(keyOf));
  const candidates = [
    ...drawCandidates(dimensions, everywhere, tried, random),
    ...near.filter((values) => !taken.has(keyOf(values))),
  ];
  return mostPromising(candidates, places, posterior, Math.min(...data.values));
}

/** The trials a model is made of, with values that are better the smaller they are; and the good ones in order. */
function split({ isMinimized }: Search, trials: readonly Trial[]) {
  const done = trials.flatMap(({ values, outcome }, index) =>
    outcome.kind === 'done'
      ? [{ values, index, value: isMinimized ? outcome.objective : -outcome.objective }]
      : [],
  );
  const ranked = [...done].sort((a, b) => a.value - b.value);
  const worst = ranked.at(-1)?.value ?? 0;
  const failed = trials.flatMap(({ values, outcome }, index) =>
    outcome.kind === 'failed' ? [{ values, index, value: worst }] : [],
  );
  const pending = trials.filter(({ outcome }) => outcome.kind === 'pending');
  const all = [...done, ...failed].sort((a, b) => a.index - b.index);
  const kept = new Set([...ranked.slice(0, mostModelled / 2), ...all.slice(-mostModelled / 2)]);
  return { ranked, pending, known: all.length > mostModelled ? [...kept] : all };
}

/**
 * Values of mean 0 and variance 1. Those far worse than the usual are taken for only so bad: where the good places are is asked
 * for, and one disaster would flatten all else.
 */
function standardized({ places, values }: Data): Data {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = ordered[Math.floor(ordered.length / 2)] ?? 0;
  const limit = middle + 3 * (middle - (ordered[0] ?? 0));
  const bounded = values.map((value) => Math.min(value, limit));
  const mean = bounded.reduce((sum, value) => sum + value, 0) / bounded.length;
  const variance = bounded.reduce((sum, value) => sum + (value - mean) ** 2, 0) / bounded.length;
  const deviation = Math.sqrt(variance) || 1;
  return { places, values: bounded.map((value) => (value - mean) / deviation) };
}

function mostPromising(
  candidates: readonly Values[],
  places: (values: Values) => number[],
  posterior: Posterior,
  best: number,
): Values {
  let chosen: Values = candidates[0] ?? {};
  let most = -Infinity;
  for (const values of candidates) {
    const { mean, variance } = posterior.at(places(values));
    const gain = expectedImprovement(best - mean, Math.sqrt(variance));
    if (gain > most) [chosen, most] = [values, gain];
  }
  return chosen;
}

/** What a normal variable of mean `gain` brings above zero, on average. */
function expectedImprovement(gain: number, deviation: number): number {
  const score = gain / deviation;
  return gain * normalShare(score) + deviation * Math.exp((-score * score) / 2) * 0.3989422804014327;
}

/** The share of a normal distribution below a score, to seven decimals (Abramowitz and Stegun 7.1.26). */
function normalShare(score: number): number {
  const x = Math.abs(score) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const beyond = (series * Math.exp(-x * x)) / 2;
  return score < 0 ? beyond : 1 - beyond;
}

/** Which coordinates belong to one hyperparameter. */
function coordinateGroups(dimensions: readonly Dimension[]): number[][] {
  let next = 0;
  return dimensions.map((dimension) => {
    const size = dimension.kind === 'categorical' ? dimension.values.length : 1;
    const first = next;
    next += size;
    return Array.from({ length: size }, (_, index) => first + index);
  });
}
