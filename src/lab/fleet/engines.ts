import type { FaultFacts, SubsetFacts } from './facts.ts';
import { correlatedShares, quantileAt } from './quantiles.ts';
import type { Random } from './random.ts';

/** One engine of a fleet. */
export interface Engine {
  readonly fault: FaultFacts;
  /** Cycles until it fails. */
  readonly life: number;
  /** Cycles that its file shows: its life in a training file, less in a test file. */
  readonly observed: number;
  /** How it differs from others of its kind. */
  readonly factors: readonly number[];
}

/** Draws `count` engines that run until they fail, faults as often as measured and in random order. */
export function drawTrainingEngines(facts: SubsetFacts, count: number, random: Random): Engine[] {
  const engines = facts.faults.flatMap((fault, index) =>
    drawEngines(fault, countOf(facts, count, index), random),
  );
  return random.permutation(engines.length).flatMap((place) => engines[place] ?? []);
}

/** Draws `count` engines of a test file: their last row comes some cycles before they fail. */
export function drawTestEngines(facts: SubsetFacts, count: number, random: Random): Engine[] {
  const { remaining, correlationWithLife: rank, leastObserved } = facts.test;
  const engines = drawTrainingEngines(facts, count, random).sort((a, b) => a.life - b.life);
  const byLife = correlatedShares(
    count,
    [
      [1, rank],
      [rank, 1],
    ],
    random,
  ).sort(([a = 0], [b = 0]) => a - b);
  const cut = engines.map((engine, index): Engine => {
    const left = Math.round(quantileAt(remaining, byLife[index]?.[1] ?? 0));
    const most = Math.floor(engine.life * (1 - leastObserved));
    return { ...engine, observed: engine.life - Math.min(left, most) };
  });
  return random.permutation(count).flatMap((place) => cut[place] ?? []);
}

function drawEngines(fault: FaultFacts, count: number, random: Random): Engine[] {
  return correlatedShares(count, fault.correlations, random).map(([lifeShare = 0, ...factorShares]) => {
    const life = Math.round(quantileAt(fault.life, lifeShare));
    const factors = fault.factors.map((quantiles, index) => quantileAt(quantiles, factorShares[index] ?? 0));
    return { fault, life, observed: life, factors };
  });
}

/** How many of `count` engines have the fault at `index`; the last one takes what rounding leaves. */
function countOf({ faults }: SubsetFacts, count: number, index: number): number {
  const all = faults.reduce((sum, { engines }) => sum + engines, 0);
  const upTo = (end: number) =>
    Math.round((faults.slice(0, end).reduce((sum, { engines }) => sum + engines, 0) / all) * count);
  return upTo(index + 1) - upTo(index);
}
