import type { NormalizedSchema } from '@smithy/core/schema';
import { callOperation } from '../../../operationCall.ts';
import { operationSchemas } from '../../../protocols/model.ts';
import type { Service } from '../../../service.ts';
import { isText } from '../template/value.ts';
import type { ResourceContext } from './resourceType.ts';

/**
 * Calls of the account's services for resource types. Templates and parameters have text where services want numbers and
 * booleans, and the other way round: each value is brought to the type that the service's own model says.
 */
export function accountCalls(services: readonly Service[]): ResourceContext['call'] {
  return async (signingName, operation, input) => {
    const schema = services
      .filter((service) => service.signingName === signingName)
      .map((service) => ('model' in service ? operationSchemas(service.model, operation)?.input : undefined))
      .find((found) => found !== undefined);
    const typed = schema ? (asTyped(schema, input) as typeof input) : input;
    return ((await callOperation(services, signingName, operation, typed)) ?? {}) as Record<string, unknown>;
  };
}

function asTyped(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) {
    return schema.isListSchema() ? value.map((item) => asTyped(schema.getValueSchema(), item)) : value;
  }
  if (typeof value === 'object') return membersTyped(schema, value as Readonly<Record<string, unknown>>);
  if (schema.isNumericSchema())
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (schema.isBooleanSchema()) return typeof value === 'string' ? value === 'true' : value;
  if (schema.isStringSchema()) return isText(value) ? String(value) : value;
  return value;
}

function membersTyped(schema: NormalizedSchema, value: Readonly<Record<string, unknown>>): unknown {
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema();
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asTyped(item, each)]));
  }
  if (!schema.isStructSchema()) return value;
  const members = new Map(schema.structIterator());
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const member = members.get(name);
      return [name, member ? asTyped(member, each) : each];
    }),
  );
}
