import { setImmediate } from 'node:timers/promises';
import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import type { ContainerReply } from './inference.ts';
import { fieldsOf, FilterError, parseFilter, type RecordFilter } from './recordFilter.ts';

/** Why an object cannot be transformed, as the job's log says it. */
export class TransformError extends Error {}

/** How a job cuts objects into requests, and puts the replies together. */
export interface RecordPlan {
  readonly isSplit: boolean;
  readonly isSingle: boolean;
  readonly endsLines: boolean;
  readonly largestPayload: number;
  readonly joins: boolean;
  readonly input: RecordFilter;
  readonly output: RecordFilter;
  /** Whether records are taken apart at all. */
  readonly isProcessed: boolean;
}

/** SageMaker's default of MaxPayloadInMB, and how many bytes are predicted before other requests get their turn. */
const defaultPayload = 6;
const bytesAtOnce = 512 * 1024;

/** What a job's request asks for. Throws FilterError. */
export function planOf({
  TransformInput: input,
  TransformOutput: output,
  DataProcessing: processing = {},
  BatchStrategy,
  MaxPayloadInMB,
}: CreateTransformJobRequest): RecordPlan {
  const { InputFilter = '$', OutputFilter = '$', JoinSource = 'None' } = processing;
  return {
    isSplit: input?.SplitType === 'Line',
    isSingle: BatchStrategy === 'SingleRecord',
    endsLines: output?.AssembleWith === 'Line',
    largestPayload: (MaxPayloadInMB ?? defaultPayload) * 1024 * 1024,
    joins: JoinSource === 'Input',
    input: parseFilter(InputFilter),
    output: parseFilter(OutputFilter),
    isProcessed: JoinSource === 'Input' || InputFilter !== '$' || OutputFilter !== '$',
  };
}

/**
 * An object's records, transformed: `infer` answers each request as the model's container does. Throws TransformError;
 * gives way to other work between requests, and throws the signal's reason when it aborts.
 */
export async function transformRecords(
  text: string,
  plan: RecordPlan,
  infer: (body: Buffer) => ContainerReply,
  signal: AbortSignal,
): Promise<string> {
  const parts: string[] = [];
  for (const records of requestsOf(text, plan)) {
    await setImmediate(undefined, { signal });
    parts.push(
      plan.isProcessed ? processed(records, plan, infer) : assembled(ask(records.join('\n'), infer), plan),
    );
  }
  return parts.join('');
}

/** The records of each request; an object that is not split is one record. */
function* requestsOf(text: string, plan: RecordPlan): Generator<readonly string[]> {
  const largest = (record: string): void => {
    if (Buffer.byteLength(record) > plan.largestPayload)
      throw new TransformError(
        `Payload of ${Buffer.byteLength(record)} bytes exceeds MaxPayloadInMB ${plan.largestPayload / 1024 / 1024}`,
      );
  };
  if (!plan.isSplit) {
    largest(text);
    yield [text];
    return;
  }
  const most = plan.isSingle ? 0 : Math.min(plan.largestPayload, bytesAtOnce);
  let records: string[] = [];
  let size = 0;
  for (const line of text.split('\n')) {
    const record = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (record.trim() === '') continue;
    largest(record);
    if (records.length > 0 && size + record.length + 1 > most) {
      yield records;
      records = [];
      size = 0;
    }
    records.push(record);
    size += record.length + 1;
  }
  if (records.length > 0) yield records;
}

/** Filters records, asks for their predictions, joins and filters again. */
function processed(
  records: readonly string[],
  plan: RecordPlan,
  infer: (body: Buffer) => ContainerReply,
): string {
  try {
    const sent = records.map((record) => plan.input(fieldsOf(record)).join(',')).join('\n');
    const predictions = linesOf(ask(sent, infer));
    if (predictions.length !== records.length)
      throw new TransformError(
        `Fail to join data: mismatched line count between the input and the output: ${records.length} and ${predictions.length}`,
      );
    const written = predictions.map((prediction, index) =>
      plan.output(fieldsOf(plan.joins ? `${records[index] ?? ''},${prediction}` : prediction)).join(','),
    );
    return written.map((line) => `${line}\n`).join('');
  } catch (error) {
    if (error instanceof FilterError) throw new TransformError(error.message);
    throw error;
  }
}

function ask(body: string, infer: (body: Buffer) => ContainerReply): string {
  const { status, text } = infer(Buffer.from(body));
  if (status >= 400) throw new TransformError(`ClientError: ${status}\n\nMessage:\n${text}`);
  return text;
}

function assembled(reply: string, { endsLines }: RecordPlan): string {
  return endsLines && reply !== '' && !reply.endsWith('\n') ? `${reply}\n` : reply;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
