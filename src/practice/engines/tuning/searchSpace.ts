/** The values that one hyperparameter may take, and on which scale they are searched. */
export type Dimension =
  | {
      readonly kind: 'integer' | 'continuous';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'logarithmic' | 'reverseLogarithmic';
    }
  | { readonly kind: 'categorical'; readonly name: string; readonly values: readonly string[] };

type NumericDimension = Exclude<Dimension, { kind: 'categorical' }>;

/** A place in a search space: a number of [0, 1) a dimension. */
export type Point = readonly number[];

/** Hyperparameters by name, as a training job is given them. */
export type Values = Readonly<Record<string, string>>;

/** The hyperparameters at a point. */
export function valuesAt(dimensions: readonly Dimension[], point: Point): Values {
  return Object.fromEntries(dimensions.map((each, index) => [each.name, valueAt(each, point[index] ?? 0)]));
}

function valueAt(dimension: Dimension, place: number): string {
  if (dimension.kind === 'categorical') {
    const { values } = dimension;
    return values[Math.min(values.length - 1, Math.floor(place * values.length))] ?? '';
  }
  const { min, max, kind } = dimension;
  const [low, high] = endsOf(dimension);
  const { there, back } = scales[dimension.scale];
  const value = back(there(low) + place * (there(high) - there(low)));
  const rounded = kind === 'integer' ? Math.round(value) : Number(value.toPrecision(12));
  return String(Math.min(max, Math.max(min, rounded)));
}

/**
 * Where hyperparameters lie for a model of the objective: a coordinate of [0, 1] for each number, on its scale; for a
 * category as many as it has values, all of them as far from each other as the ends of a range.
 */
export function coordinatesOf(dimensions: readonly Dimension[], values: Values): number[] {
  return dimensions.flatMap((dimension) => {
    const text = values[dimension.name] ?? '';
    if (dimension.kind === 'categorical')
      return dimension.values.map((value) => (value === text ? Math.SQRT1_2 : 0));
    const [low, high] = endsOf(dimension);
    const { there } = scales[dimension.scale];
    return low === high ? [0] : [(there(Number(text)) - there(low)) / (there(high) - there(low))];
  });
}

/** A point at which these hyperparameters lie. */
export function placesOf(dimensions: readonly Dimension[], values: Values): Point {
  return dimensions.map((dimension) => {
    if (dimension.kind !== 'categorical') return coordinatesOf([dimension], values)[0] ?? 0;
    return (dimension.values.indexOf(values[dimension.name] ?? '') + 0.5) / dimension.values.length;
  });
}

/** How many combinations of values there are; Infinity where a range is continuous. */
export function combinationsOf(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((product, each) => product * countOf(each), 1);
}

/** Every combination there is, for a space without continuous ranges. */
export function allValues(dimensions: readonly Dimension[]): Values[] {
  return dimensions.reduce<Values[]>(
    (found, each) => {
      const texts =
        each.kind === 'categorical'
          ? each.values
          : Array.from({ length: countOf(each) }, (_, index) => String(each.min + index));
      return found.flatMap((values) => texts.map((text) => ({ ...values, [each.name]: text })));
    },
    [{}],
  );
}

function countOf(dimension: Dimension): number {
  if (dimension.kind === 'categorical') return dimension.values.length;
  const { min, max, kind } = dimension;
  return kind === 'integer' ? max - min + 1 : min === max ? 1 : Infinity;
}

/** The ends of a range. Each whole number of one gets the half before and behind it, so that the ends get as much. */
function endsOf({ kind, min, max }: NumericDimension): readonly [number, number] {
  return kind === 'integer' ? [min - 0.5, max + 0.5] : [min, max];
}

const scales = {
  linear: { there: (value: number) => value, back: (place: number) => place },
  logarithmic: { there: Math.log, back: Math.exp },
  reverseLogarithmic: {
    there: (value: number) => -Math.log1p(-value),
    back: (place: number) => -Math.expm1(-place),
  },
};
