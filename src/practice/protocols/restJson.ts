import type { IncomingMessage } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { ServiceModel } from '../service.ts';
import { decodeJson, encodeJson } from './json.ts';

/** Where an operation's HTTP trait says it lives: method and path, `{Name}` standing for a label. */
interface Binding {
  method: string;
  path: RegExp;
  labels: string[];
}

/** The operation that a request's method and path name; empty when none does. */
export function restOperation(
  model: ServiceModel,
  operations: readonly string[],
  request: IncomingMessage,
): string {
  return operations.find((name) => matchOf(bindingOf(model, name), request)) ?? '';
}

/** The input of a request: labels from the path, members bound to headers and query, and the body. */
export async function decodeRest(
  model: ServiceModel,
  schema: NormalizedSchema,
  request: IncomingMessage,
  body: Buffer,
): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const labels = labelsOf(model, request);
  const input: Record<string, unknown> = {};
  const unbound: string[] = [];
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpLabel) input[name] = labels[name];
    else if (traits.httpHeader !== undefined) input[name] = request.headers[traits.httpHeader.toLowerCase()];
    else if (traits.httpQuery !== undefined)
      input[name] = url.searchParams.get(traits.httpQuery) ?? undefined;
    else if (traits.httpPayload) input[name] = new Uint8Array(body);
    else unbound.push(name);
  }
  if (!unbound.length) return input;
  const document = (await decodeJson(schema, body)) as Record<string, unknown>;
  for (const name of unbound) input[name] = document[name];
  return input;
}

/** Headers and body of a reply. */
export function encodeRest(
  schema: NormalizedSchema,
  output: unknown,
): { headers: Record<string, string>; body: Uint8Array } {
  const headers: Record<string, string> = {};
  const values = output as Record<string, unknown>;
  const document: Record<string, unknown> = {};
  let payload: Uint8Array | undefined;
  for (const [name, member] of schema.structIterator()) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    const traits = member.getMergedTraits();
    if (traits.httpHeader !== undefined) headers[traits.httpHeader.toLowerCase()] = headerText(value);
    else if (traits.httpPayload) payload = value as Uint8Array;
    else document[name] = value;
  }
  if (payload) return { headers, body: payload };
  return { headers: { 'content-type': 'application/json', ...headers }, body: encodeJson(schema, document) };
}

function headerText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bindingOf(model: ServiceModel, operation: string): Binding {
  const schema = model[`${operation}$`] as unknown[];
  const [method, path] = (schema[3] as { http: [string, string, number] }).http;
  const labels = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? '');
  const pattern = path.replace(/\{\w+\+\}/g, '(.+)').replace(/\{\w+\}/g, '([^/]+)');
  return { method, path: new RegExp(`^${pattern}$`), labels };
}

function matchOf(binding: Binding, request: IncomingMessage): RegExpExecArray | undefined {
  if (request.method !== binding.method) return undefined;
  return binding.path.exec((request.url ?? '/').split('?')[0] ?? '/') ?? undefined;
}

function labelsOf(model: ServiceModel, request: IncomingMessage): Record<string, string> {
  for (const [name, schema] of Object.entries(model)) {
    if (!name.endsWith('$') || !Array.isArray(schema) || schema[0] !== 9) continue;
    const binding = bindingOf(model, name.slice(0, -1));
    const match = matchOf(binding, request);
    if (match)
      return Object.fromEntries(
        binding.labels.map((label, index) => [label, decodeURIComponent(match[index + 1] ?? '')]),
      );
  }
  return {};
}
