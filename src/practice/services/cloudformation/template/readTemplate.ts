import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { invalid } from './invalid.ts';

/** The functions that YAML may call by a tag, `!Sub` for `Fn::Sub`. */
const tagged = new Set(
  'And Base64 Cidr Equals FindInMap GetAZs GetAtt If ImportValue Join Not Or Select Split Sub Transform'.split(
    ' ',
  ),
);

/**
 * A template's text, JSON or YAML, as plain values, with functions in their long form. Throws CloudFormation's own
 * words for text that is neither.
 */
export function readTemplate(text: string): unknown {
  return /^\s*\{/.test(text) ? readJson(text) : readYaml(text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const [line, column] = placeIn(text, Number(/position (\d+)/.exec(message)?.[1] ?? text.length));
    throw invalid(`Template format error: JSON not well-formed. (line ${line}, column ${column})`);
  }
}

function placeIn(text: string, position: number): [line: number, column: number] {
  const before = text.slice(0, position).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 1];
}

function readYaml(text: string): unknown {
  // CloudFormation reads YAML 1.1, where yes is true, but leaves dates, times and sexagesimal numbers the text that they are.
  const document = parseDocument(text, {
    version: '1.1',
    logLevel: 'silent',
    customTags: (tags) =>
      tags.filter(
        (tag) => typeof tag === 'string' || (!('format' in tag && tag.format === 'TIME') && !isDate(tag)),
      ),
  });
  const [error] = document.errors;
  if (error) {
    const [{ line, col } = { line: 1, col: 1 }] = error.linePos ?? [];
    throw invalid(`Template format error: YAML not well-formed. (line ${line}, column ${col})`);
  }
  return plain(document.contents);
}

function isDate(tag: { tag: string }): boolean {
  return tag.tag === 'tag:yaml.org,2002:timestamp';
}

function plain(node: unknown): unknown {
  if (isAlias(node))
    throw invalid('Template error: YAML aliases are not allowed in CloudFormation templates');
  const called = (value: unknown, tag: string | undefined) =>
    tag?.startsWith('!') ? longForm(tag.slice(1), value) : value;
  if (isScalar(node)) {
    // Numbers keep the text that they were written with: a version 4.0 is not 4.
    const { value, source = '' } = node;
    return called(typeof value === 'number' && String(value) !== source ? source : value, node.tag);
  }
  if (isSeq(node)) {
    return called(
      node.items.map((item) => plain(item)),
      node.tag,
    );
  }
  if (!isMap(node)) return node;
  const members = node.items.map(({ key, value }) => [
    String(isScalar(key) ? (key.source ?? key.value) : key),
    plain(value),
  ]);
  return called(Object.fromEntries(members), node.tag);
}

function longForm(name: string, value: unknown): unknown {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (!tagged.has(name)) throw invalid(`Template format error: YAML not well-formed: unknown tag !${name}.`);
  return { [`Fn::${name}`]: value };
}
