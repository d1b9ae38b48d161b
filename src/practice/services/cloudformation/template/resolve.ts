import { region } from '../../../identity.ts';
import { invalid } from './invalid.ts';
import { attributeOf, substitution, variable } from './references.ts';
import { functionIn, isMembers, isText, type Members } from './value.ts';

/** What functions take their values from. */
export interface Scope {
  /** What `Ref` gives; undefined for a name that it does not know. */
  ref(name: string): unknown;
  /** What `Fn::GetAtt` gives; throws for an attribute that there is not. */
  attribute(logicalId: string, name: string): unknown;
  readonly mappings: Members;
}

/** Stands for the ids and attributes of a resource that does not exist yet. */
export const unknown = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** Whether a value is known only once a resource that does not exist yet does. */
export function speaksOfUnknown(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).includes(unknown);
}

/** A value with every function in it carried out. `Fn::If` is chosen before (chooseBranches). */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope));
  if (!isMembers(value)) return refuseDynamic(value);
  const [name, argument] = functionIn(value) ?? [];
  if (name === undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member, scope)]));
  }
  return functionNamed(name)(argument, scope);
}

/** The function of that name; refuses by name one that is not done here. */
export function functionNamed(name: string): Function {
  const run = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!run) throw invalid(`The practice account's CloudFormation does not do ${name}.`);
  return run;
}

/** The value, unless it is text with a dynamic reference, which is refused by its service's name. */
export function refuseDynamic(value: unknown): unknown {
  const dynamic = typeof value === 'string' ? /\{\{resolve:\w+/.exec(value) : null;
  if (dynamic) throw invalid(`The practice account's CloudFormation does not do ${dynamic[0]}…}}.`);
  return value;
}

type Function = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Function>> = {
  Ref: (argument, scope) => referred(String(argument), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, attribute] = attributeOf(argument);
    return scope.attribute(logicalId, String(resolve(attribute, scope)));
  },
  'Fn::Sub': (argument, scope) => {
    const { text, values } = substitution(argument);
    const replaced = text.replace(variable, (_, literal: string, given: string) => {
      if (literal) return `\${${given}}`;
      const name = given.trim();
      const value = Object.hasOwn(values, name)
        ? resolve(values[name], scope)
        : name.includes('.')
          ? scope.attribute(...(attributeOf(name) as [string, string]))
          : referred(name, scope);
      if (!isText(value))
        throw invalid('Template error: variable names in Fn::Sub syntax must refer to text');
      return String(value);
    });
    return refuseDynamic(replaced);
  },
  'Fn::Join': (argument, scope) => {
    const [delimiter, list] = pair(argument);
    const items = resolve(list, scope);
    if (typeof delimiter !== 'string' || !Array.isArray(items) || !items.every(isText)) {
      throw invalid(
        'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
      );
    }
    return items.join(delimiter);
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, source] = pair(argument);
    const text = resolve(source, scope);
    if (typeof delimiter !== 'string' || !isText(text)) {
      throw invalid(
        'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
      );
    }
    return String(text).split(delimiter);
  },
  'Fn::Select': (argument, scope) => {
    const [place, list] = pair(argument).map((each) => resolve(each, scope));
    if (!Array.isArray(list) || !/^\d+$/.test(String(place))) {
      throw invalid(
        'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
      );
    }
    const item = list[Number(place)] as unknown;
    if (item === undefined || item === null) {
      // Of a text that is not known yet, nobody can tell into how many pieces it will fall.
      if (speaksOfUnknown(list)) return unknown;
      throw invalid(`Template error: Fn::Select cannot select nonexistent value at index ${String(place)}`);
    }
    return item;
  },
  'Fn::FindInMap': (argument, scope) => {
    const keys = Array.isArray(argument) ? argument.map((key) => String(resolve(key, scope))) : [];
    if (keys.length !== 3) {
      throw invalid(
        'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
      );
    }
    let found: unknown = scope.mappings;
    for (const key of keys) found = isMembers(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    if (found === undefined) throw invalid(`Template error: Unable to get mapping for ${keys.join('::')}`);
    return found;
  },
  'Fn::Base64': (argument, scope) => {
    const text = resolve(argument, scope);
    if (!isText(text)) {
      throw invalid('Template error: every Fn::Base64 object must have a String-typed value.');
    }
    return Buffer.from(String(text)).toString('base64');
  },
  'Fn::GetAZs': (argument, scope) => {
    const asked = resolve(argument, scope);
    return asked === '' || asked === region
      ? ['a', 'b', 'c', 'd', 'e', 'f'].map((zone) => `${region}${zone}`)
      : [];
  },
};

function referred(name: string, scope: Scope): unknown {
  const value = scope.ref(name);
  if (value !== undefined) return value;
  throw invalid(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
  );
}

function pair(argument: unknown): [unknown, unknown] {
  return Array.isArray(argument) && argument.length === 2
    ? (argument as [unknown, unknown])
    : [undefined, undefined];
}
