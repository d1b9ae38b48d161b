import * as model from '@aws-sdk/client-s3';
import { XmlCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../../awsError.ts';
import { serdeContext } from '../../protocols/model.ts';
import { describe, differences } from '../../protocols/schemaCheck.ts';

const iso8601 = 5;
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const codec = new XmlCodec({
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  timestampFormat: { useTrait: true, default: iso8601 },
  httpBindings: true,
  serviceNamespace: 'com.amazonaws.s3',
});
codec.setSerdeContext(serdeContext as unknown as Parameters<typeof codec.setSerdeContext>[0]);
const reader = codec.createDeserializer();

function schemaOf(type: string): NormalizedSchema {
  const schema = (model as Record<string, unknown>)[`${type}$`];
  if (!Array.isArray(schema)) throw new Error(`S3's model has no type ${type}`);
  return NormalizedSchema.of(schema as unknown as Parameters<typeof NormalizedSchema.of>[0]);
}

/** A value of the SDK's type `type` in S3's XML. Throws when it does not fit AWS's model. */
export function encodeXml(type: string, value: object): string {
  const schema = schemaOf(type);
  const misfits = differences(schema, value);
  if (misfits.length)
    throw new Error(`the reply does not fit AWS's model: ${misfits.map(describe).join('; ')}`);
  const writer = codec.createSerializer();
  writer.write(schema, value);
  const xml = Buffer.from(writer.flush()).toString('utf8');
  return xml.startsWith('<?xml') ? xml : declaration + xml;
}

/** A request's XML body as the SDK's type `type`. Throws MalformedXML. */
export async function decodeXml<T>(type: string, body: Buffer): Promise<T> {
  const schema = schemaOf(type);
  try {
    const value: unknown = await reader.read(schema, body.toString('utf8'));
    if (differences(schema, value).length === 0 && value !== undefined) return value as T;
  } catch {
    // Answered below, as any other body that does not fit.
  }
  throw new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
