import type { NormalizedSchema } from '@smithy/core/schema';
import { JsonCodec2 } from '@smithy/core/protocols';
import { AwsError } from '../awsError.ts';
import type { ServiceModel } from '../service.ts';
import { errorSchema, errorStatus, serdeContext } from './model.ts';
import type { Protocol } from './protocol.ts';

const epochSeconds = 7;
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false });
codec.setSerdeContext(serdeContext as unknown as Parameters<typeof codec.setSerdeContext>[0]);
const reader = codec.createDeserializer();

/** AWS JSON 1.1 (and 1.0): the operation in the header `X-Amz-Target`, input and output as JSON documents. */
export function jsonProtocol(model: ServiceModel, target: string): Protocol {
  return {
    operation: ({ request }) => {
      const named = String(request.headers['x-amz-target']);
      return named.startsWith(`${target}.`) ? named.slice(target.length + 1) : '';
    },
    decode: (_operation, schema, { body }) => decodeJson(schema, body),
    encode: (_operation, schema, output, requestId) => ({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
      body: schema.isUnitSchema() ? '' : encodeJson(schema, output),
    }),
    encodeError: (error, requestId) => ({
      status: errorStatus(model, error),
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
      body: JSON.stringify({ __type: error.code, ...errorMembers(model, error) }),
    }),
    unknownOperation: 'UnknownOperationException',
    invalid: 'ValidationException',
  };
}

/** A JSON body as the SDK's input type; throws SerializationException when it is not such a document. */
export async function decodeJson(schema: NormalizedSchema, body: Buffer): Promise<unknown> {
  if (body.length === 0) return {};
  let input: unknown;
  try {
    input = await reader.read(schema, body.toString('utf8'));
  } catch (error) {
    throw new AwsError(
      'SerializationException',
      error instanceof SyntaxError ? 'The request body is not valid JSON.' : String(error),
    );
  }
  return input ?? {};
}

/** A reply as a JSON document. */
export function encodeJson(schema: NormalizedSchema, output: unknown): Buffer {
  const writer = codec.createSerializer();
  writer.write(schema, output);
  const bytes = writer.flush();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The members of an error's document: its shape's where the model has it, and the message. */
export function errorMembers(model: ServiceModel, error: AwsError): Readonly<Record<string, unknown>> {
  const schema = errorSchema(model, error.code);
  const messageName =
    schema && [...schema.structIterator()].some(([name]) => name === 'Message') ? 'Message' : 'message';
  const members = { ...error.members, [messageName]: error.message };
  const typed: unknown = schema ? JSON.parse(encodeJson(schema, members).toString('utf8')) : {};
  return { ...members, ...(typed as object) };
}
