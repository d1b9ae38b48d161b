import type { Properties } from '../resources/resourceType.ts';
import { isMembers, isSame } from '../template/value.ts';
import type { StoredDrift } from './stackDocuments.ts';

type Difference = StoredDrift['differences'][number];

/**
 * Where what is there differs from what the template says: of the properties that are known of both, and in them of the members
 * that the template sets, as AWS does. Lists are compared place by place, so that an item too many counts.
 */
export function compareProperties(expected: Properties, actual: Properties): Difference[] {
  const known = Object.keys(expected).filter((name) => name in actual);
  return known.flatMap((name) => differencesAt(`/${escaped(name)}`, expected[name], actual[name]));
}

function differencesAt(path: string, expected: unknown, actual: unknown): Difference[] {
  // Services tell nothing empty from what is not there.
  if (isSame(expected, actual) || (isNothing(expected) && isNothing(actual))) return [];
  if (actual === undefined) return [difference(path, expected, actual, 'REMOVE')];
  if (expected === undefined) return [difference(path, expected, actual, 'ADD')];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const longest = Math.max(expected.length, actual.length);
    return Array.from({ length: longest }, (_, place) => place).flatMap((place) =>
      differencesAt(`${path}/${place}`, expected[place], actual[place]),
    );
  }
  if (isMembers(expected) && isMembers(actual)) {
    return Object.keys(expected).flatMap((name) =>
      differencesAt(`${path}/${escaped(name)}`, expected[name], actual[name]),
    );
  }
  return [difference(path, expected, actual, 'NOT_EQUAL')];
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return !Object.keys(value).length;
  return value === undefined || value === '';
}

function difference(
  PropertyPath: string,
  expected: unknown,
  actual: unknown,
  DifferenceType: Difference['DifferenceType'],
): Difference {
  return { PropertyPath, ExpectedValue: textOf(expected), ActualValue: textOf(actual), DifferenceType };
}

function textOf(value: unknown): string {
  if (value === undefined) return 'null';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** As JSON pointers write a name (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
