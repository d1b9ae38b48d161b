import { defaultPatterns, tableNameOf, type NamePatterns } from '../event/patterns.ts';

/** The names that the lab's files are patched with: those that the survey found in this account. */
export interface LabNames {
  /** The event's patterns: what counts as a name of the lab, whatever account it came from. */
  readonly patterns: NamePatterns;
  readonly submissionsBucket?: string | undefined;
  readonly curatedBucket?: string | undefined;
  readonly publishedBucket?: string | undefined;
  readonly queryResultsBucket?: string | undefined;
  readonly submissionsDatabase?: string | undefined;
  readonly curatedDatabase?: string | undefined;
  readonly submissionsTable?: string | undefined;
  /** The table over the curated bucket; without it, the name a crawler gives that bucket. */
  readonly curatedTable?: string | undefined;
  /** For the notebooks alone, as is the instance type. */
  readonly region?: string | undefined;
  /** What an endpoint of the event is to run on. */
  readonly endpointInstanceType?: string | undefined;
}

const buckets = ['submissionsBucket', 'curatedBucket', 'publishedBucket', 'queryResultsBucket'] as const;
const catalogNames = ['submissionsDatabase', 'curatedDatabase', 'submissionsTable'] as const;
export type LabName = (typeof buckets)[number] | (typeof catalogNames)[number] | 'curatedTable';

/** One place in a file where a name of the lab stands. */
export interface NameUse {
  readonly offset: number;
  readonly length: number;
  readonly name: LabName;
  readonly found: string;
  /** What it is called in this account; undefined when that is not known. */
  readonly wanted: string | undefined;
}

/** Tells names of the lab, and what each is called in this account. */
export interface NameTeller {
  /** Which bucket of the lab this is, of any account or with a placeholder for the part that differs. */
  bucket(found: string): LabName | undefined;
  /** Which database or table of the lab this is. */
  catalogName(found: string): LabName | undefined;
  /** Which database, table or bucket this is, where the start of a bucket's name does not count as one. */
  wholeName(found: string): LabName | undefined;
  wanted(name: LabName): string | undefined;
}

/** A teller for these names. The lab's default patterns count beside the event's: a clone of the lab has those. */
export function createNameTeller(names: LabNames): NameTeller {
  const patternsOf = (name: keyof NamePatterns) => [...names.patterns[name], ...defaultPatterns[name]];
  const bucketShapes = buckets.map((name) => [name, anyOf(patternsOf(name), bucketShape)] as const);
  const catalogShapes = [
    ...catalogNames.map((name) => [name, anyOf(patternsOf(name), exactShape)] as const),
    ['curatedTable', anyOf(patternsOf('curatedBucket'), tableShape)] as const,
  ];
  const { curatedTable = names.curatedBucket && tableNameOf(names.curatedBucket) } = names;
  const wanted = { ...names, curatedTable };
  // This account's own names first: a pattern of the event may be wider than the default one of another resource.
  const tell = (shapes: readonly (readonly [LabName, RegExp])[]) => (found: string) =>
    (shapes.find(([name]) => wanted[name] === found) ?? shapes.find(([, shape]) => shape.test(found)))?.[0];
  return {
    bucket: tell(bucketShapes),
    catalogName: tell(catalogShapes),
    wholeName: tell([
      ...buckets.map((name) => [name, anyOf(patternsOf(name), exactShape)] as const),
      ...catalogShapes,
    ]),
    wanted: (name) => wanted[name],
  };
}

const anyOf = (patterns: readonly string[], shape: (pattern: string) => string): RegExp =>
  new RegExp(`^(?:${patterns.map(shape).join('|')})$`, 'is');

const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Parts around the pattern's stars; a star may stand for nothing, with the dash before it left out too. */
const bucketShape = (pattern: string): string =>
  pattern
    .split('*')
    .map(quoted)
    .join('.*')
    .replace(/-\.\*$/, '(?:-.*)?');

const exactShape = (pattern: string): string => pattern.split('*').map(quoted).join('.+');

/** The table a crawler makes of such a bucket, also when written with the bucket's dashes. */
const tableShape = (pattern: string): string =>
  pattern
    .split('*')
    .map((part) => part.replaceAll(/[^a-zA-Z0-9]/g, '[-_]'))
    .join('.+');
