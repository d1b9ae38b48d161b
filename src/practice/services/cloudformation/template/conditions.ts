import { invalid } from './invalid.ts';
import { resolve, type Scope } from './resolve.ts';
import { functionIn, isMembers, isSame, type Members } from './value.ts';

/** A template's conditions, by name, as its parameters make them. */
export type Conditions = Readonly<Record<string, boolean>>;

/** Works out every condition of a template. */
export function evaluateConditions(definitions: Members, scope: Scope): Conditions {
  const known = new Map<string, boolean>();
  const evaluate = (name: string, asking: readonly string[]): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (!Object.hasOwn(definitions, name)) {
      throw invalid(
        `Template format error: Unresolved condition dependency ${name} in the Conditions block of the template`,
      );
    }
    if (asking.includes(name)) {
      throw invalid(`Template format error: Circular dependency between conditions: [${asking.join(', ')}]`);
    }
    const value = truth(definitions[name], [...asking, name]);
    known.set(name, value);
    return value;
  };
  const truth = (definition: unknown, asking: readonly string[]): boolean => {
    if (
      isMembers(definition) &&
      Object.keys(definition).length === 1 &&
      typeof definition['Condition'] === 'string'
    ) {
      return evaluate(definition['Condition'], asking);
    }
    const [name = '', argument] = functionIn(definition) ?? [];
    const parts = Array.isArray(argument) ? (argument as unknown[]) : [];
    switch (name) {
      case 'Fn::Equals':
        if (parts.length !== 2) {
          throw invalid('Template error: every Fn::Equals object requires a list of 2 string parameters.');
        }
        return isSame(resolve(parts[0], scope), resolve(parts[1], scope));
      case 'Fn::Not':
        if (parts.length !== 1) {
          throw invalid('Template error: every Fn::Not object requires one boolean parameter.');
        }
        return !truth(parts[0], asking);
      case 'Fn::And':
      case 'Fn::Or': {
        if (parts.length < 2 || parts.length > 10) {
          throw invalid(
            `Template error: every ${name} object requires a list of at least 2 and at most 10 boolean parameters.`,
          );
        }
        const values = parts.map((part) => truth(part, asking));
        return name === 'Fn::And' ? values.every(Boolean) : values.some(Boolean);
      }
      default:
        throw invalid(
          'Template format error: Conditions can only be boolean operations on parameters and other conditions',
        );
    }
  };
  return Object.fromEntries(Object.keys(definitions).map((name) => [name, evaluate(name, [])]));
}

const nothing = Symbol('AWS::NoValue');

/** A value with the branch of every `Fn::If` that its condition chooses; what is `AWS::NoValue` is left out. */
export function chooseBranches(value: unknown, conditions: Conditions): unknown {
  const chosen = choose(value, conditions);
  return chosen === nothing ? undefined : chosen;
}

function choose(value: unknown, conditions: Conditions): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => choose(item, conditions)).filter((item) => item !== nothing);
  }
  if (!isMembers(value)) return value;
  const [name, argument] = functionIn(value) ?? [];
  if (name === 'Ref' && argument === 'AWS::NoValue') return nothing;
  if (name === 'Fn::If') {
    if (!Array.isArray(argument) || argument.length !== 3) {
      throw invalid(
        'Template error: Fn::If requires a list argument with the first element being a condition',
      );
    }
    const condition = String(argument[0]);
    if (!Object.hasOwn(conditions, condition)) {
      throw invalid(`Template error: unresolved condition dependency ${condition} in Fn::If`);
    }
    return choose(argument[conditions[condition] ? 1 : 2], conditions);
  }
  const entries = Object.entries(value).map(([key, member]) => [key, choose(member, conditions)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== nothing));
}
