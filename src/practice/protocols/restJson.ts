import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../awsError.ts';
import type { ServiceModel } from '../service.ts';
import { decodeJson, encodeJson, errorMembers } from './json.ts';
import { errorStatus, httpTrait, operationNames } from './model.ts';
import type { Answer, Protocol, Received } from './protocol.ts';

/** Where an operation lives: its method, and its path with a group for each label. */
interface Binding {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
}

/** AWS restJson: the operation in method and path; members in path, query, headers and body. */
export function restJsonProtocol(model: ServiceModel): Protocol {
  const bindings = operationNames(model).map((operation) => bindingOf(model, operation));
  return {
    operation: ({ request }) =>
      bindings.find(({ method, path }) => request.method === method && path.test(pathOf(request.url)))
        ?.operation ?? '',
    decode: (operation, schema, received) => {
      const binding = bindings.find((each) => each.operation === operation);
      return decodeRest(binding ? labelsOf(binding, received) : {}, schema, received);
    },
    encode: (_operation, schema, output, requestId) => encodeRest(schema, output, requestId),
    encodeError: (error, requestId) => encodeError(model, error, requestId),
    unknownOperation: 'UnknownOperationException',
    invalid: 'ValidationException',
  };
}

/** The input of a request: labels from the path, members bound to query and headers, and the body. */
async function decodeRest(
  labels: Readonly<Record<string, string>>,
  schema: NormalizedSchema,
  { request, body }: Received,
): Promise<unknown> {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const input: Record<string, unknown> = {};
  const inBody: string[] = [];
  const set = (name: string, value: unknown) => {
    if (value !== undefined) input[name] = value;
  };
  for (const [name, member] of schema.structIterator()) {
    const { httpLabel, httpHeader, httpQuery, httpPayload } = member.getMergedTraits();
    if (httpLabel) set(name, fromText(member, labels[name]));
    else if (httpHeader !== undefined)
      set(name, fromText(member, request.headers[httpHeader.toLowerCase()]?.toString()));
    else if (httpQuery !== undefined) set(name, fromText(member, query.get(httpQuery) ?? undefined));
    else if (httpPayload)
      set(name, member.isBlobSchema() ? new Uint8Array(body) : await decodeJson(member, body));
    else inBody.push(name);
  }
  if (inBody.length) {
    const document = (await decodeJson(schema, body)) as Record<string, unknown>;
    for (const name of inBody) set(name, document[name]);
  }
  return input;
}

function fromText(member: NormalizedSchema, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (member.isNumericSchema()) return Number(text);
  return member.isBooleanSchema() ? text === 'true' : text;
}

function encodeRest(schema: NormalizedSchema, output: unknown, requestId: string): Answer {
  const values = output as Record<string, unknown>;
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  const document: Record<string, unknown> = {};
  let payload: Answer['body'] | undefined;
  for (const [name, member] of schema.structIterator()) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    const { httpHeader, httpPayload } = member.getMergedTraits();
    if (httpHeader !== undefined) headers[httpHeader.toLowerCase()] = headerText(value);
    else if (httpPayload) payload = member.isBlobSchema() ? (value as Uint8Array) : encodeJson(member, value);
    else document[name] = value;
  }
  return {
    status: 200,
    headers: { 'content-type': payload ? 'application/octet-stream' : 'application/json', ...headers },
    body: payload ?? encodeJson(schema, document),
  };
}

/** What a signature's errors are called; in this protocol they have the status of a refusal. */
const unauthenticated = /^(UnrecognizedClient|InvalidSignature|MissingAuthenticationToken)Exception$/;

/** An error: its name in a header, its members in the body. */
function encodeError(model: ServiceModel, error: AwsError, requestId: string): Answer {
  return {
    status: unauthenticated.test(error.code) ? 403 : errorStatus(model, error),
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.code,
    },
    body: JSON.stringify(errorMembers(model, error)),
  };
}

function headerText(value: unknown): string {
  return typeof value === 'string' || value instanceof String ? value.toString() : JSON.stringify(value);
}

function bindingOf(model: ServiceModel, operation: string): Binding {
  const { method, path } = httpTrait(model, operation);
  const labels = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? '');
  const pattern = path.replace(/\{\w+\+\}/g, '(.+)').replace(/\{\w+\}/g, '([^/]+)');
  return { operation, method, path: new RegExp(`^${pattern}$`), labels };
}

function labelsOf({ path, labels }: Binding, { request }: Received): Record<string, string> {
  const values = path.exec(pathOf(request.url))?.slice(1) ?? [];
  try {
    return Object.fromEntries(labels.map((label, place) => [label, decodeURIComponent(values[place] ?? '')]));
  } catch {
    throw new AwsError('SerializationException', 'The request path is not valid percent-encoding.');
  }
}

function pathOf(url: string | undefined): string {
  return (url ?? '/').split('?', 1)[0] ?? '/';
}
