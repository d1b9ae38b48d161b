import type { NormalizedSchema } from '@smithy/core/schema';
import { XmlCodec } from '@aws-sdk/core/protocols';
import type { AwsError } from '../awsError.ts';
import type { ServiceModel } from '../service.ts';
import { errorStatus, serdeContext } from './model.ts';
import type { Answer, Protocol, Received } from './protocol.ts';

const iso8601 = 5;

/** AWS Query: the operation and its input form-encoded (in the body, or in the query of a GET), the reply in XML. */
export function queryProtocol(model: ServiceModel, namespace: string): Protocol {
  return {
    operation: (received) => formOf(received).get('Action') ?? '',
    decode: (_operation, schema, received) => decodeMember(schema, formOf(received), '') ?? {},
    encode: (operation, schema, output, requestId) =>
      xmlAnswer(200, requestId, encodeReply(namespace, operation, schema, output, requestId)),
    encodeError: (error, requestId) =>
      encodeQueryError(namespace, errorStatus(model, error), error, requestId),
    unknownOperation: 'InvalidAction',
    invalid: 'ValidationError',
  };
}

function formOf({ request, body }: Received): ReadonlyMap<string, string> {
  const query = new URL(request.url ?? '/', 'http://localhost').search;
  return new Map(new URLSearchParams(body.length ? body.toString('utf8') : query));
}

/** Reads a member by its schema's types: `A=1`, `A.member.1=x`, `A.entry.1.key=x`, `A.B=y`. */
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
  if (schema.isMapSchema()) {
    const entries: [string, unknown][] = [];
    for (;;) {
      const entry = `${name}.entry.${entries.length + 1}`;
      const key = form.get(`${entry}.key`);
      if (key === undefined) return entries.length ? Object.fromEntries(entries) : undefined;
      entries.push([key, decodeMember(schema.getValueSchema(), form, `${entry}.value`)]);
    }
  }
  const text = form.get(name);
  if (text === undefined) return undefined;
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

/** The XML of a reply, in the result and response elements that awsQuery wraps it in. */
function encodeReply(
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
export function encodeQueryError(
  namespace: string,
  status: number,
  error: AwsError,
  requestId: string,
): Answer {
  const side = status < 500 ? 'Sender' : 'Receiver';
  return xmlAnswer(
    status,
    requestId,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${side}</Type><Code>${escapeXml(error.code)}</Code>` +
      `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xmlAnswer(status: number, requestId: string, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
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
