import { NormalizedSchema } from '@smithy/core/schema';
import type { ServiceModel } from '../service.ts';

type SchemaThunk = () => Parameters<typeof NormalizedSchema.of>[0];

/** Input and output schema of an operation, read from its client's module; undefined when the model has no such one. */
export function operationSchemas(
  model: ServiceModel,
  operation: string,
): { input: NormalizedSchema; output: NormalizedSchema } | undefined {
  const schema = model[`${operation}$`];
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined;
  return {
    input: NormalizedSchema.of((schema[4] as SchemaThunk)()),
    output: NormalizedSchema.of((schema[5] as SchemaThunk)()),
  };
}

/** Names of all operations in a client's model, sorted. */
export function operationNames(model: ServiceModel): string[] {
  return Object.entries(model)
    .filter(([name, schema]) => name.endsWith('$') && Array.isArray(schema) && schema[0] === 9)
    .map(([name]) => name.slice(0, -1))
    .sort();
}

/** The schema of an error in a client's model; undefined for AWS's common errors, which no model lists. */
export function errorSchema(model: ServiceModel, code: string): NormalizedSchema | undefined {
  const schema = model[`${code}$`];
  return Array.isArray(schema) && schema[0] === -3
    ? NormalizedSchema.of(schema as unknown as Parameters<typeof NormalizedSchema.of>[0])
    : undefined;
}

/** What the SDK's codecs need to know of this runtime. */
export const serdeContext = {
  base64Encoder: (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('base64'),
  base64Decoder: (text: string) => new Uint8Array(Buffer.from(text, 'base64')),
  utf8Encoder: (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('utf8'),
  utf8Decoder: (text: string) => new Uint8Array(Buffer.from(text)),
};
