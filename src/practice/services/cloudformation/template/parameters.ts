import type { Parameter } from '@aws-sdk/client-cloudformation';
import { publicImage } from './publicImages.ts';
import { invalid } from './invalid.ts';

/** A parameter as a template defines it. Numbers may stand as text. */
export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: string | number | boolean;
  readonly Description?: string;
  readonly NoEcho?: boolean | string;
  readonly AllowedValues?: readonly (string | number | boolean)[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
}

/** Values of parameters as text, by name. */
export type ParameterValues = Readonly<Record<string, string>>;

const imageParameter = 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';
const listTypes = ['CommaDelimitedList', 'List<String>', 'List<Number>'];
const knownTypes = ['String', 'Number', ...listTypes, imageParameter];

/**
 * The value of every parameter: the one that was given, the one it had (`previous`), or its default. Throws in
 * CloudFormation's words for missing and unknown ones, and for values that break the template's rules.
 */
export function parameterValues(
  definitions: Readonly<Record<string, ParameterDefinition>>,
  given: readonly Parameter[],
  previous: ParameterValues = {},
): ParameterValues {
  const unknown = given.filter(({ ParameterKey: key = '' }) => !Object.hasOwn(definitions, key));
  if (unknown.length) {
    throw invalid(
      `Parameters: [${unknown.map(({ ParameterKey }) => ParameterKey).join(', ')}] do not exist in the template`,
    );
  }
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, definition] of Object.entries(definitions)) {
    checkType(definition.Type);
    const { UsePreviousValue, ParameterValue } =
      given.find(({ ParameterKey }) => ParameterKey === name) ?? {};
    const value = UsePreviousValue ? previous[name] : (ParameterValue ?? defaultOf(definition));
    if (value === undefined) missing.push(name);
    else values[name] = value;
  }
  if (missing.length) throw invalid(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, value] of Object.entries(values)) {
    const definition = definitions[name];
    if (definition) checkValue(name, value, definition);
  }
  return values;
}

/** The default of a parameter as text; undefined when it has none. */
export function defaultOf({ Default }: ParameterDefinition): string | undefined {
  return Default === undefined ? undefined : String(Default);
}

/** What stands for a value that is shown to nobody. */
export const stars = '****';

/** Whether a parameter's value is shown to nobody. */
export function isHidden({ NoEcho }: ParameterDefinition): boolean {
  return String(NoEcho) === 'true';
}

/** What `Ref` gives of a parameter: a list for the list types, the image for an image's public name. */
export function referredParameter({ Type }: ParameterDefinition, value: string): string | string[] {
  if (Type === imageParameter) return publicImage(value);
  return listTypes.includes(Type) ? value.split(',').map((item) => item.trim()) : value;
}

/** What stands behind a parameter's value, for the types where that is something else. */
export function resolvedValue({ Type }: ParameterDefinition, value: string): string | undefined {
  return Type === imageParameter ? publicImage(value) : undefined;
}

function checkType(type: string): void {
  if (knownTypes.includes(type)) return;
  if (/^(List<)?AWS::/.test(type)) {
    throw invalid(`The practice account's CloudFormation does not do parameters of type ${type}.`);
  }
  throw invalid(`Template format error: Unrecognized parameter type: ${type}`);
}

function checkValue(name: string, value: string, definition: ParameterDefinition): void {
  const problem = problemOf(value, definition);
  if (problem === undefined) return;
  const { ConstraintDescription: words } = definition;
  throw invalid(
    words === undefined
      ? `Parameter '${name}' ${problem}`
      : `Parameter ${name} failed to satisfy constraint: ${words}`,
  );
}

function problemOf(value: string, definition: ParameterDefinition): string | undefined {
  const { Type, AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = definition;
  const items = listTypes.includes(Type) ? value.split(',').map((item) => item.trim()) : [value];
  if (AllowedValues && !items.every((item) => AllowedValues.map(String).includes(item))) {
    return 'must be one of AllowedValues';
  }
  if (Type.includes('Number')) {
    if (!items.every((item) => item !== '' && Number.isFinite(Number(item)))) return 'must be a number';
    if (items.some((item) => Number(item) < Number(MinValue ?? -Infinity))) {
      return `must be a number not less than ${String(MinValue)}`;
    }
    if (items.some((item) => Number(item) > Number(MaxValue ?? Infinity))) {
      return `must be a number not greater than ${String(MaxValue)}`;
    }
    return undefined;
  }
  if (value.length < Number(MinLength ?? 0)) return `must contain at least ${String(MinLength)} characters`;
  if (value.length > Number(MaxLength ?? Infinity))
    return `must contain at most ${String(MaxLength)} characters`;
  if (AllowedPattern !== undefined && !matches(value, AllowedPattern)) {
    return `must match pattern ${AllowedPattern}`;
  }
  return undefined;
}

function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    throw invalid(`Template format error: AllowedPattern ${pattern} is not a valid regular expression.`);
  }
}
