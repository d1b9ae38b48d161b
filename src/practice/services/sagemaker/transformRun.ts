import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Clock } from '../../clock.ts';
import type { Table } from '../../store/store.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import type { EndReason } from './background.ts';
import { infer } from './inference.ts';
import { objectsOf } from './inputObjects.ts';
import { loadArchive, type LoadedModel } from './loadedModel.ts';
import type { StoredModel } from './models.ts';
import { inStatus, transformLogGroup, type TransformJob } from './transformJob.ts';
import { planOf, TransformError, transformRecords } from './transformRecords.ts';
import { arnOf } from './validation.ts';

/** What a transform job runs on. */
export interface TransformGround {
  readonly clock: Clock;
  readonly objects: Objects;
  readonly logs: LogGroups;
  readonly models: Table<StoredModel>;
  readonly transforms: Table<TransformJob>;
}

/** How long AWS takes until a job's instance works, and to take it down, in seconds of its time. */
const startingSeconds = 180;
const endingSeconds = 15;

/** Takes a job to its end; an abort with the reason `stop` stops it, `close` leaves it as it is. */
export async function runTransformJob(
  ground: TransformGround,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const { clock, transforms } = ground;
  const change = (next: (job: TransformJob, now: number) => TransformJob): void => {
    const job = transforms.get(name);
    if (job) transforms.set(name, next(job, clock.now().getTime()));
  };
  const end = (status: 'Completed' | 'Failed' | 'Stopped', reason?: string): void =>
    change((job, now) => inStatus(job, status, now, reason));
  try {
    await clock.wait(startingSeconds, signal);
    change((job, now) => ({ ...job, start: now, modified: now }));
    const reason = await transformAll(ground, name, signal);
    await clock.wait(endingSeconds, signal);
    if (reason === undefined) end('Completed');
    else end('Failed', reason);
  } catch (error) {
    if (!signal.aborted) {
      const message = error instanceof Error ? error.message : String(error);
      end('Failed', `InternalServerError: ${message}`);
    }
  } finally {
    if (signal.aborted && (signal.reason as EndReason) === 'stop') end('Stopped');
  }
}

/** Transforms every object of the input; answers with the job's failure reason, if there is one. */
async function transformAll(
  { clock, objects, logs, models, transforms }: TransformGround,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const job = transforms.get(name);
  if (!job) throw new Error(`the transform job ${name} is gone`);
  const log = (stream: string, lines: readonly string[]): void =>
    logs.write(transformLogGroup, stream, lines, clock.now());
  const { request } = job;
  const container = models.get(request.ModelName ?? '')?.container;
  if (!container) return `ClientError: Could not find model "${arnOf('model', request.ModelName ?? '')}".`;

  const model = await load(objects, container.ModelDataUrl ?? '');
  if (typeof model === 'string') {
    log(job.logStream, [`Unable to load model: ${model}`]);
    return 'AlgorithmError: See job logs for more information';
  }
  const plan = planOf(request);
  const concurrent = request.MaxConcurrentTransforms ?? 1;
  const strategy = plan.isSingle ? 'SINGLE_RECORD' : 'MULTI_RECORD';
  const data = `${job.logStream}/data-log`;
  const payload = plan.largestPayload / 1024 / 1024;
  log(data, [
    `[sagemaker logs]: MaxConcurrentTransforms=${concurrent}, MaxPayloadInMB=${payload}, BatchStrategy=${strategy}`,
  ]);

  const input = parseS3Uri(request.TransformInput?.DataSource?.S3DataSource?.S3Uri ?? '');
  const output = parseS3Uri(request.TransformOutput?.S3OutputPath ?? '');
  if (!input || !output || !objects.bucketExists(output.bucket))
    return `ClientError: The bucket of ${request.TransformOutput?.S3OutputPath ?? ''} does not exist`;
  let hasFailed = false;
  for (const { name: key, path } of objectsOf(`s3://${input.bucket}/${input.key}`, objects)) {
    try {
      const bytes = await readFile(path);
      const text = await transformRecords(
        unpacked(bytes, request.TransformInput?.CompressionType === 'Gzip'),
        plan,
        // In a transform job every version of the container ends each prediction's line.
        (body) => infer(model, '\n', body, request.TransformInput?.ContentType),
        signal,
      );
      await objects.put(output.bucket, outputKey(key, input.key, output.key), text);
    } catch (error) {
      if (!(error instanceof TransformError)) throw error;
      hasFailed = true;
      const lines = error.message
        .split('\n')
        .map((line) => `[sagemaker logs]: ${input.bucket}/${key}: ${line}`);
      log(data, lines);
    }
  }
  return hasFailed ? 'ClientError: See job logs for more information' : undefined;
}

/** A model from its archive, or why there is none. */
async function load(objects: Objects, url: string): Promise<LoadedModel | string> {
  const { bucket, key } = parseS3Uri(url) ?? { bucket: '', key: '' };
  const object = objects.head(bucket, key);
  if (!object) return `there is no object at ${url}`;
  try {
    return loadArchive(await objects.read(object));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unpacked(bytes: Buffer, isGzip: boolean): string {
  try {
    return (isGzip ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch {
    throw new TransformError('Failed to decompress the object: it is not gzip-compressed');
  }
}

/**
 * Where an object's predictions go: its key below the input's prefix, with `.out` behind, below the output's. A prefix that
 * ends inside a name counts up to the folder before it.
 */
export function outputKey(key: string, inputPrefix: string, outputPrefix: string): string {
  const isFolder = inputPrefix === '' || inputPrefix.endsWith('/') || key.startsWith(`${inputPrefix}/`);
  const folder = isFolder
    ? inputPrefix.replace(/\/?$/, inputPrefix === '' ? '' : '/')
    : inputPrefix.replace(/[^/]*$/, '');
  return [outputPrefix.replace(/\/+$/, ''), `${key.slice(folder.length)}.out`].filter(Boolean).join('/');
}
