/** Reads one field: its value as it stands in the file, its path, and the value that stands when it is absent. */
export type ReadField<T> = (value: unknown, path: string, fallback: T) => T;

/** A value the event's file may not have: says where and what to do about it. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

const refuse = (path: string, problem: string): never => {
  throw new FieldError(path === '' ? `the file ${problem}` : `"${path}" ${problem}`);
};

const described = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** An object with exactly the fields of `fields`; those absent keep their default. */
export function objectOf<T extends object>(fields: {
  readonly [K in keyof T]-?: ReadField<Exclude<T[K], undefined>>;
}): ReadField<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, path, fallback) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return refuse(path, `must be an object in braces, not ${described(value)}.`);
    }
    for (const name of Object.keys(value)) {
      if (!(names as string[]).includes(name)) {
        refuse(
          joined(path, name),
          `is not a field of an event; remove it, or use one of ${names.join(', ')}.`,
        );
      }
    }
    const result: Partial<T> = { ...fallback };
    for (const [name, field] of Object.entries(value)) {
      const key = name as keyof T & string;
      result[key] = fields[key](
        field,
        joined(path, name),
        fallback[key] as Exclude<T[typeof key], undefined>,
      );
    }
    return result as T;
  };
}

/** Text that fits `shape`; `example` shows a good one. */
export function text(shape: RegExp, example: string): ReadField<string> {
  return (value, path) =>
    typeof value === 'string' && shape.test(value)
      ? value
      : refuse(path, `must be text such as "${example}", not ${described(value)}.`);
}

/** One of `choices`. */
export function oneOf<T extends string>(choices: readonly T[]): ReadField<T> {
  return (value, path) =>
    choices.find((choice) => choice === value) ??
    refuse(
      path,
      `must be ${choices.length > 1 ? 'one of ' : ''}${choices.map(described).join(', ')}, not ${described(value)}.`,
    );
}

/** What a number may be; `above` is excluded, the others are not. */
export interface NumberBounds {
  readonly whole?: true;
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
}

/** A number within `bounds`. */
export function number(bounds: NumberBounds): ReadField<number> {
  const { whole, least = -Infinity, above = -Infinity, most = Infinity } = bounds;
  const limits = [
    ...(above > -Infinity ? [`above ${above}`] : []),
    ...(least > -Infinity ? [`at least ${least}`] : []),
    ...(most < Infinity ? [`at most ${most}`] : []),
  ].join(' and ');
  return (value, path) =>
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= least &&
    value > above &&
    value <= most &&
    (!whole || Number.isInteger(value))
      ? value
      : refuse(
          path,
          `must be a ${whole ? 'whole ' : ''}number${limits && ` ${limits}`}, not ${described(value)}.`,
        );
}

/** A list of at least one text that fits `shape`; one text alone stands for a list of one. */
export function textList(shape: RegExp, example: string): ReadField<readonly string[]> {
  const read = text(shape, example);
  return (value, path) => {
    if (!Array.isArray(value)) return [read(value, path, '')];
    if (value.length === 0) refuse(path, `must name at least one, such as "${example}".`);
    return value.map((entry: unknown, index) => read(entry, `${path}[${index}]`, ''));
  };
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
