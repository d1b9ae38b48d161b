import * as model from '@aws-sdk/client-s3';
import { httpTrait, operationNames, operationSchemas, requiredMembers } from '../../protocols/model.ts';
import type { Exchange } from './exchange.ts';

type Level = 'account' | 'bucket' | 'object';

/** What a request must have to be one of an operation. */
interface Route {
  readonly operation: string;
  readonly method: string;
  readonly level: Level;
  /** Query parameters with the value they must have; null where any will do. */
  readonly query: readonly (readonly [name: string, value: string | null])[];
  readonly headers: readonly string[];
}

// These have a host of their own, or kinds of buckets that there are none of.
const elsewhere = new Set(['WriteGetObjectResponse', 'ListDirectoryBuckets']);
const routes = operationNames(model)
  .filter((operation) => !elsewhere.has(operation))
  .map(routeOf)
  // The first route that fits is taken: the one that asks for most.
  .sort((a, b) => b.query.length + b.headers.length - (a.query.length + a.headers.length));

/** The operation that a request names, by the model's own HTTP bindings; undefined when there is none such. */
export function operationOf(exchange: Exchange): string | undefined {
  const level: Level = exchange.key ? 'object' : exchange.bucket ? 'bucket' : 'account';
  return routes.find(
    (route) =>
      route.method === exchange.request.method &&
      route.level === level &&
      route.headers.every((name) => exchange.header(name) !== undefined) &&
      route.query.every(([name, value]) =>
        value === null ? exchange.query.has(name) : exchange.query.get(name) === value,
      ),
  )?.operation;
}

function routeOf(operation: string): Route {
  const { method, path: uri } = httpTrait(model, operation);
  const [path = '', literals = ''] = uri.split('?');
  const input = operationSchemas(model, operation)?.input;
  const members = new Map(input?.structIterator() ?? []);
  const required = (input ? requiredMembers(input) : []).map(
    (name) => members.get(name)?.getMergedTraits() ?? {},
  );
  // `x-id` is the SDKs' own name for the operation; other clients do not send it.
  const literal = [...new URLSearchParams(literals)].filter(([name]) => name !== 'x-id');
  return {
    operation,
    method,
    level: path.includes('{Key') ? 'object' : members.has('Bucket') ? 'bucket' : 'account',
    query: [
      ...literal.map(([name, value]) => [name, value || null] as const),
      ...required.flatMap(({ httpQuery }) =>
        typeof httpQuery === 'string' ? [[httpQuery, null] as const] : [],
      ),
    ],
    headers: required.flatMap(({ httpHeader }) =>
      typeof httpHeader === 'string' ? [httpHeader.toLowerCase()] : [],
    ),
  };
}
