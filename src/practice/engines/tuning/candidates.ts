import type { Random } from '../boosting/random.ts';
import {
  allValues,
  combinationsOf,
  valuesAt,
  type Dimension,
  type Point,
  type Values,
} from './searchSpace.ts';

/** Up to so many combinations are listed rather than drawn. */
const mostListed = 4096;

/**
 * Hyperparameters that were not tried yet, drawn evenly from the space: `count` of them, fewer where there are no more.
 * A space whose combinations are all used up gives one that was tried before.
 */
export function drawCandidates(
  dimensions: readonly Dimension[],
  count: number,
  tried: readonly Values[],
  random: Random,
): Values[] {
  const draw = (): Point => dimensions.map(() => random.next());
  const known = new Set(tried.map(keyOf));
  if (combinationsOf(dimensions) > mostListed) {
    const drawn = Array.from({ length: count }, () => valuesAt(dimensions, draw()));
    const fresh = drawn.filter((values) => !known.has(keyOf(values)));
    return fresh.length > 0 ? fresh : drawn;
  }
  const untried = allValues(dimensions).filter((values) => !known.has(keyOf(values)));
  if (untried.length === 0) return [valuesAt(dimensions, draw())];
  // A category or number is as likely as its part of the space: the draw decides, the list only keeps it from repeating.
  const drawn = new Map<string, Values>();
  for (let attempt = 0; attempt < 8 * count && drawn.size < count; attempt += 1) {
    const values = valuesAt(dimensions, draw());
    if (!known.has(keyOf(values))) drawn.set(keyOf(values), values);
  }
  if (drawn.size > 0) return [...drawn.values()];
  return [untried[Math.floor(random.next() * untried.length)] ?? {}];
}

/** Hyperparameters near others: each number moved a little on its scale, a category now and then another one. */
export function drawNeighbours(
  dimensions: readonly Dimension[],
  places: Point,
  count: number,
  random: Random,
): Values[] {
  const move = (place: number, dimension: Dimension): number => {
    if (dimension.kind === 'categorical') return random.next() < 0.2 ? random.next() : place;
    // The sum of three even draws is near enough to a bell.
    const step = 0.1 * (random.next() + random.next() + random.next() - 1.5) * 2;
    return Math.min(1 - Number.EPSILON, Math.max(0, place + step));
  };
  return Array.from({ length: count }, () =>
    valuesAt(
      dimensions,
      dimensions.map((dimension, index) => move(places[index] ?? 0, dimension)),
    ),
  );
}

/** The same text for the same hyperparameters of a space. */
export function keyOf(values: Values): string {
  return Object.keys(values)
    .sort()
    .map((name) => `${name}=${values[name] ?? ''}`)
    .join('\n');
}
