import { invalid } from './invalid.ts';
import { functionIn, isMembers, isText } from './value.ts';

/** What a value of a template speaks of, by the names that it uses. */
export interface References {
  /** Parameters, resources and pseudo parameters whose `Ref` it takes. */
  readonly refs: Set<string>;
  /** Resources whose attributes it takes. */
  readonly attributes: Set<string>;
  /** Conditions that choose between its parts. */
  readonly conditions: Set<string>;
}

/** Everything that `value` refers to, however deep. */
export function referencesIn(value: unknown): References {
  const found: References = { refs: new Set(), attributes: new Set(), conditions: new Set() };
  collect(value, found);
  return found;
}

function collect(value: unknown, found: References): void {
  if (Array.isArray(value)) return value.forEach((item) => collect(item, found));
  if (!isMembers(value)) return;
  const [name, argument] = functionIn(value) ?? [];
  switch (name) {
    case 'Ref':
      found.refs.add(String(argument));
      return;
    case 'Fn::GetAtt':
      found.attributes.add(attributeOf(argument)[0]);
      return;
    case 'Fn::Sub': {
      const { text, values } = substitution(argument);
      for (const variable of variablesIn(text)) {
        if (Object.hasOwn(values, variable)) continue;
        if (variable.includes('.')) found.attributes.add(attributeOf(variable)[0]);
        else found.refs.add(variable);
      }
      collect(values, found);
      return;
    }
    case 'Fn::If':
      if (Array.isArray(argument)) found.conditions.add(String(argument[0]));
      break;
    default:
  }
  for (const member of Object.values(value)) collect(member, found);
}

/** The resource and the attribute that `Fn::GetAtt` names, as `A.B` or `[A, B]`. */
export function attributeOf(argument: unknown): [logicalId: string, attribute: unknown] {
  if (typeof argument === 'string' && argument.includes('.')) {
    const dot = argument.indexOf('.');
    return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string') {
    return [argument[0], argument[1] as unknown];
  }
  throw invalid(
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}

/** The text of `Fn::Sub`, and the values that it brings along. */
export function substitution(argument: unknown): { text: string; values: Readonly<Record<string, unknown>> } {
  if (isText(argument)) return { text: String(argument), values: {} };
  if (Array.isArray(argument) && argument.length === 2 && isText(argument[0]) && isMembers(argument[1])) {
    return { text: String(argument[0]), values: argument[1] };
  }
  throw invalid(
    "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  );
}

/** `${Name}` in the text of `Fn::Sub`; with a `!` before the name it stands for itself, without the `!`. */
export const variable = /\$\{(!?)([^{}]*)\}/g;

function variablesIn(text: string): string[] {
  const names = [...text.matchAll(variable)].flatMap(([, literal, name = '']) =>
    literal ? [] : [name.trim()],
  );
  if (names.every((name) => /^[\w.:]+$/.test(name))) return names;
  throw invalid(
    'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
  );
}
