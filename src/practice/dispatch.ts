import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './awsError.ts';
import { decodeJson, encodeJson, encodeJsonError } from './protocols/json.ts';
import { operationSchemas } from './protocols/model.ts';
import { decodeQuery, encodeQuery, encodeQueryError, queryAction } from './protocols/query.ts';
import { decodeRest, encodeRest, restOperation } from './protocols/restJson.ts';
import { differences } from './protocols/schemaCheck.ts';
import type { Call, ModelledService } from './service.ts';

/**
 * Answers one request to a service whose model drives its wire format: decodes the input with the client's own
 * schema, runs the operation, checks that the reply fits the model, encodes it. Every error becomes an AWS error.
 */
export async function dispatch(
  service: ModelledService,
  request: IncomingMessage,
  body: Buffer,
  reply: ServerResponse,
  call: Call,
): Promise<void> {
  let answer: Answer;
  try {
    call.authenticate(body);
    answer = await answerTo(service, request, body, call);
  } catch (error) {
    answer = errorAnswer(service, asAwsError(error, call), call);
  }
  reply.writeHead(answer.status, answer.headers);
  reply.end(answer.body);
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

async function answerTo(
  service: ModelledService,
  request: IncomingMessage,
  body: Buffer,
  call: Call,
): Promise<Answer> {
  const name = operationName(service, request, body);
  const operation = service.operations[name];
  const schemas = operationSchemas(service.model, name);
  if (!operation || !schemas) {
    throw new AwsError(
      'UnknownOperationException',
      `The practice account does not do ${service.title} ${name}.`,
    );
  }
  const input = await decode(service, schemas.input, request, body);
  refuseMisfit(schemas.input, input);
  const output = (await operation(input as never, call)) ?? {};
  const misfits = differences(schemas.output, output);
  if (misfits.length) throw new Error(`the reply to ${name} does not fit AWS's model: ${misfits.join('; ')}`);
  return encode(service, name, schemas.output, output, call);
}

function operationName(service: ModelledService, request: IncomingMessage, body: Buffer): string {
  switch (service.wire.protocol) {
    case 'json':
      return String(request.headers['x-amz-target']).slice(service.wire.target.length + 1);
    case 'query':
      return queryAction(body);
    case 'restJson':
      return restOperation(service.model, Object.keys(service.operations), request);
  }
}

function decode(
  service: ModelledService,
  schema: NormalizedSchema,
  request: IncomingMessage,
  body: Buffer,
): unknown {
  switch (service.wire.protocol) {
    case 'json':
      return decodeJson(schema, body);
    case 'query':
      return decodeQuery(schema, body);
    case 'restJson':
      return decodeRest(service.model, schema, request, body);
  }
}

function encode(
  service: ModelledService,
  name: string,
  schema: NormalizedSchema,
  output: unknown,
  call: Call,
): Answer {
  const { wire } = service;
  switch (wire.protocol) {
    case 'json':
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': call.requestId },
        body: encodeJson(schema, output),
      };
    case 'query':
      return {
        status: 200,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': call.requestId },
        body: encodeQuery(wire.namespace, name, schema, output, call.requestId),
      };
    case 'restJson': {
      const { headers, body } = encodeRest(schema, output);
      return { status: 200, headers: { ...headers, 'x-amzn-requestid': call.requestId }, body };
    }
  }
}

/** Members of a wrong type, or missing ones, in the words AWS uses. Members the model does not have are ignored, as AWS does. */
function refuseMisfit(schema: NormalizedSchema, input: unknown): void {
  const misfits = differences(schema, input).filter((line) => !line.includes('no such member'));
  const missing = misfits.filter((line) => line.endsWith(': required'));
  if (misfits.length > missing.length) {
    throw new AwsError(
      'SerializationException',
      misfits.filter((line) => !missing.includes(line)).join('; '),
    );
  }
  if (missing.length) {
    const lines = missing.map((line) => {
      const member = line.slice('$.'.length, -': required'.length);
      const name = member.charAt(0).toLowerCase() + member.slice(1);
      return `Value null at '${name}' failed to satisfy constraint: Member must not be null`;
    });
    const count = `${lines.length} validation error${lines.length > 1 ? 's' : ''} detected: `;
    throw new AwsError('ValidationException', count + lines.join('; '));
  }
}

function asAwsError(error: unknown, call: Call): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `request ${call.requestId} failed: ${error instanceof Error ? (error.stack ?? message) : message}\n`,
  );
  return new AwsError('InternalFailure', `The practice account could not answer: ${message}`, {
    status: 500,
  });
}

function errorAnswer(service: ModelledService, error: AwsError, call: Call): Answer {
  const headers: Record<string, string> = { 'x-amzn-requestid': call.requestId };
  if (service.wire.protocol === 'query') {
    return {
      status: error.status,
      headers: { ...headers, 'content-type': 'text/xml' },
      body: encodeQueryError(service.wire.namespace, error, call.requestId),
    };
  }
  const type = service.wire.protocol === 'json' ? 'application/x-amz-json-1.1' : 'application/json';
  return {
    status: error.status,
    headers: { ...headers, 'content-type': type, 'x-amzn-errortype': error.code },
    body: encodeJsonError(service.model, error),
  };
}
