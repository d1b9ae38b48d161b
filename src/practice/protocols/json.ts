import type { NormalizedSchema } from '@smithy/core/schema';
import { JsonCodec2 } from '@smithy/core/protocols';
import { AwsError } from '../awsError.ts';
import { errorSchema, serdeContext } from './model.ts';
import type { ServiceModel } from '../service.ts';

const epochSeconds = 7;
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false });
codec.setSerdeContext(serdeContext as unknown as Parameters<typeof codec.setSerdeContext>[0]);
const reader = codec.createDeserializer();

/** A request body in AWS JSON 1.1 as the SDK's input type; SerializationException when it is not JSON. */
export async function decodeJson(schema: NormalizedSchema, body: Buffer): Promise<unknown> {
  const text = body.toString('utf8');
  try {
    return text === '' ? {} : await reader.read(schema, text);
  } catch {
    throw new AwsError('SerializationException', 'Could not read the request: the body is not valid JSON.');
  }
}

/** A reply in AWS JSON 1.1. */
export function encodeJson(schema: NormalizedSchema, output: unknown): Uint8Array {
  const writer = codec.createSerializer();
  writer.write(schema, output);
  return writer.flush();
}

/** An error in AWS JSON 1.1: its shape's members where the model has it, with `__type` and the message. */
export function encodeJsonError(model: ServiceModel, error: AwsError): string {
  const schema = errorSchema(model, error.code);
  const messageName =
    schema && [...schema.structIterator()].some(([name]) => name === 'Message') ? 'Message' : 'message';
  return JSON.stringify({ __type: error.code, [messageName]: error.message, ...error.members });
}
