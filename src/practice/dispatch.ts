import type { ServerResponse } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './awsError.ts';
import { jsonProtocol } from './protocols/json.ts';
import { operationSchemas } from './protocols/model.ts';
import type { Answer, Protocol, Received } from './protocols/protocol.ts';
import { queryProtocol } from './protocols/query.ts';
import { refuseMisfit } from './protocols/refuseMisfit.ts';
import { restJsonProtocol } from './protocols/restJson.ts';
import { describe, differences } from './protocols/schemaCheck.ts';
import type { Call, ModelledService, Operation } from './service.ts';

/**
 * Answers one request to a service whose model drives its wire format: decodes the input with the client's own
 * schema, runs the operation, checks that the reply fits the model, encodes it. Every error becomes an AWS error.
 */
export async function dispatch(
  service: ModelledService,
  received: Received,
  reply: ServerResponse,
  call: Call,
): Promise<void> {
  const protocol = protocolOf(service);
  let answer: Answer;
  try {
    call.authenticate(received.body);
    const operation = protocol.operation(received);
    const { run, input, output } = operationNamed(service, protocol, operation, received);
    const value = await protocol.decode(operation, input, received);
    refuseMisfit(input, value, protocol.invalid);
    const result = checked(operation, output, (await run(value as never, call)) ?? {});
    answer = protocol.encode(operation, output, result, call.requestId);
  } catch (error) {
    answer = protocol.encodeError(asAwsError(error, call.requestId), call.requestId);
  }
  send(reply, answer);
}

/** Writes a whole reply. */
export function send(reply: ServerResponse, { status, headers, body }: Answer): void {
  reply.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  reply.end(body);
}

/** What was thrown, as an error AWS could send; what is no AwsError is our own failure and goes to the log. */
export function asAwsError(error: unknown, requestId: string): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const details = error instanceof Error ? (error.stack ?? message) : message;
  process.stderr.write(`request ${requestId} failed: ${details}\n`);
  return new AwsError('InternalFailure', `The practice account could not answer: ${message}`, {
    status: 500,
  });
}

const protocols = new WeakMap<ModelledService, Protocol>();

function protocolOf(service: ModelledService): Protocol {
  const protocol = protocols.get(service) ?? makeProtocol(service);
  protocols.set(service, protocol);
  return protocol;
}

function makeProtocol({ wire, model }: ModelledService): Protocol {
  switch (wire.protocol) {
    case 'json':
      return jsonProtocol(model, wire.target);
    case 'query':
      return queryProtocol(model, wire.namespace);
    case 'restJson':
      return restJsonProtocol(model);
  }
}

function operationNamed(
  service: ModelledService,
  protocol: Protocol,
  name: string,
  { request }: Received,
): { run: Operation; input: NormalizedSchema; output: NormalizedSchema } {
  const schemas = operationSchemas(service.model, name);
  const run = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (run && schemas) return { run, ...schemas };
  const asked = name || `${request.method ?? ''} ${request.url ?? ''}`;
  throw new AwsError(
    protocol.unknownOperation,
    `The practice account does not do ${service.title} ${asked}.`,
  );
}

/** A reply that does not fit AWS's model is a defect of the operation, never sent. */
function checked(operation: string, schema: NormalizedSchema, output: unknown): unknown {
  const misfits = differences(schema, output);
  if (misfits.length) {
    throw new Error(
      `the reply to ${operation} does not fit AWS's model: ${misfits.map(describe).join('; ')}`,
    );
  }
  return output;
}
