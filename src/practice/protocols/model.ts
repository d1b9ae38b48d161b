import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../awsError.ts';
import type { ServiceModel } from '../service.ts';

type Schema = Parameters<typeof NormalizedSchema.of>[0];
type OperationSchema = readonly [
  kind: 9,
  namespace: string,
  name: string,
  traits: unknown,
  input: () => Schema,
  output: () => Schema,
];

/** An operation's schema as its client's module has it; undefined when the model has no such operation. */
function operationSchema(model: ServiceModel, operation: string): OperationSchema | undefined {
  const schema = model[`${operation}$`];
  return Array.isArray(schema) && schema[0] === 9 ? (schema as unknown as OperationSchema) : undefined;
}

/** Input and output schema of an operation; undefined when the model has no such one. */
export function operationSchemas(
  model: ServiceModel,
  operation: string,
): { input: NormalizedSchema; output: NormalizedSchema } | undefined {
  const schema = operationSchema(model, operation);
  return schema && { input: NormalizedSchema.of(schema[4]()), output: NormalizedSchema.of(schema[5]()) };
}

/** Names of all operations in a client's model, sorted. */
export function operationNames(model: ServiceModel): string[] {
  return Object.keys(model)
    .filter((name) => name.endsWith('$') && operationSchema(model, name.slice(0, -1)))
    .map((name) => name.slice(0, -1))
    .sort();
}

/** Method and path pattern (`/things/{Name}`) of an operation, from its HTTP trait. */
export function httpTrait(model: ServiceModel, operation: string): { method: string; path: string } {
  const traits = operationSchema(model, operation)?.[3] as { http?: [string, string, number] } | undefined;
  const [method = '', path = ''] = traits?.http ?? [];
  return { method, path };
}

/** The members that a structure must have: a static schema lists them first and says how many there are. */
export function requiredMembers(schema: NormalizedSchema): string[] {
  const raw = schema.getSchema() as unknown as { 4?: string[]; 6?: number };
  return (raw[4] ?? []).slice(0, raw[6] ?? 0);
}

interface ErrorTraits {
  readonly error?: 'client' | 'server';
  readonly httpError?: number;
  /** Name and status on the wire, where awsQuery's differ from the shape's. */
  readonly awsQueryError?: readonly [string, number];
}

/** The schema of an error in a client's model; undefined for AWS's common errors, which no model lists. */
export function errorSchema(model: ServiceModel, code: string): NormalizedSchema | undefined {
  const shape = errorShapes(model).get(code);
  return shape === undefined ? undefined : NormalizedSchema.of(shape);
}

/** The status an error is sent with: the model's, else the error's own. */
export function errorStatus(model: ServiceModel, error: AwsError): number {
  const shape = errorShapes(model).get(error.code) as readonly [number, string, string, unknown] | undefined;
  const traits = (typeof shape?.[3] === 'object' ? shape[3] : {}) as ErrorTraits;
  return traits.awsQueryError?.[1] ?? traits.httpError ?? (traits.error === 'server' ? 500 : error.status);
}

const shapesOfModels = new WeakMap<ServiceModel, Map<string, Schema>>();

/** The errors of a model by their names on the wire. */
function errorShapes(model: ServiceModel): Map<string, Schema> {
  const known = shapesOfModels.get(model);
  if (known) return known;
  const shapes = new Map<string, Schema>();
  for (const shape of Object.values(model)) {
    if (!Array.isArray(shape) || shape[0] !== -3) continue;
    const [, , name, traits] = shape as unknown as [number, string, string, ErrorTraits | 0];
    const onWire = traits === 0 ? undefined : traits.awsQueryError?.[0];
    shapes.set(onWire ?? name, shape as unknown as Schema);
  }
  shapesOfModels.set(model, shapes);
  return shapes;
}

/** What the SDK's codecs need to know of this runtime. */
export const serdeContext = {
  base64Encoder: (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('base64'),
  base64Decoder: (text: string) => new Uint8Array(Buffer.from(text, 'base64')),
  utf8Encoder: (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('utf8'),
  utf8Decoder: (text: string) => new Uint8Array(Buffer.from(text)),
};
