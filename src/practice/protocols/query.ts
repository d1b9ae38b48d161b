import type { NormalizedSchema } from '@smithy/core/schema';
import { XmlCodec } from '@aws-sdk/core/protocols';
import type { AwsError } from '../awsError.ts';
import { serdeContext } from './model.ts';

const iso8601 = 5;

/** The `Action` of a form-encoded request. */
export function queryAction(body: Buffer): string {
  return new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
}

/** The input of a form-encoded request: `A=1`, `A.member.1=x`, `A.B=y`, read by the schema's types. */
export function decodeQuery(schema: NormalizedSchema, body: Buffer): unknown {
  return decodeMember(schema, new Map(new URLSearchParams(body.toString('utf8'))), '') ?? {};
}

function decodeMember(schema: NormalizedSchema, form: ReadonlyMap<string, string>, name: string): unknown {
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()]
      .map(
        ([member, each]) =>
          [member, decodeMember(each, form, name === '' ? member : `${name}.${member}`)] as const,
      )
      .filter(([, value]) => value !== undefined);
    return members.length ? Object.fromEntries(members) : undefined;
  }
  if (schema.isListSchema()) {
    const items: unknown[] = [];
    for (;;) {
      const item = decodeMember(schema.getValueSchema(), form, `${name}.member.${items.length + 1}`);
      if (item === undefined) return items.length ? items : undefined;
      items.push(item);
    }
  }
  const text = form.get(name);
  if (text === undefined) return undefined;
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

/** The XML reply of an operation, in the result and response elements that awsQuery wraps it in. */
export function encodeQuery(
  namespace: string,
  operation: string,
  schema: NormalizedSchema,
  output: unknown,
  requestId: string,
): string {
  const codec = new XmlCodec({
    xmlNamespace: namespace,
    timestampFormat: { useTrait: true, default: iso8601 },
    httpBindings: false,
    serviceNamespace: '',
  });
  codec.setSerdeContext(serdeContext as unknown as Parameters<typeof codec.setSerdeContext>[0]);
  const writer = codec.createSerializer();
  let inner = '';
  if (!schema.isUnitSchema()) {
    writer.write(schema, output);
    // The codec wraps the members in an element named after the output's type; awsQuery names it after the operation.
    inner = Buffer.from(writer.flush())
      .toString('utf8')
      .replace(/^\s*(<\?xml[^>]*\?>)?\s*<[^>]*>/, '')
      .replace(/<\/[^>]*>\s*$/, '');
  }
  return (
    `<${operation}Response xmlns="${namespace}"><${operation}Result>${inner}</${operation}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`
  );
}

/** An error as awsQuery writes it. */
export function encodeQueryError(namespace: string, error: AwsError, requestId: string): string {
  const side = error.status < 500 ? 'Sender' : 'Receiver';
  return (
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${side}</Type><Code>${escapeXml(error.code)}</Code>` +
    `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text with XML's five special characters as entities. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => entities[character] ?? character);
}
