import type { LabEvent } from '../../event.ts';
import { matchesPattern } from '../../event/patterns.ts';
import type { DeliveryStream } from '../../ports/deliveryStreams.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';

/** Waits of this many seconds after the last line are what the lab plans with. */
const longestBuffer = 120;

/** The delivery stream takes lines, and delivers them where the first crawler looks. */
export const stream: PreflightCheck = {
  title: 'Delivery stream',
  stage: 'publish',
  run: async ({ event, known }) => {
    const found = await known.stream();
    const { names } = await known.presence();
    const [bucket] = names.submissionsBucket;
    return [
      ...status(found),
      ...destination(found, bucket),
      ...prefix(found, event),
      ...compression(found),
      ...buffer(found),
    ];
  },
};

function status({ name, status }: DeliveryStream): Finding[] {
  if (status === 'ACTIVE') return [];
  return [
    {
      level: 'problem',
      what: `The delivery stream ${name} is ${status}.`,
      why: 'A delivery stream takes records only when it is ACTIVE.',
      stage: 'publish',
      fix:
        status === 'CREATING'
          ? 'Wait until it is ACTIVE, then check again.'
          : 'Delete the stream and deploy it again.',
    },
  ];
}

function destination({ name, bucket }: DeliveryStream, wanted: string | undefined): Finding[] {
  if (wanted === undefined || bucket === wanted) return [];
  return [
    {
      level: 'problem',
      what: `The delivery stream ${name} delivers to the bucket ${bucket}, not to ${wanted}.`,
      why: 'The first crawler and the roles look into the submissions bucket only.',
      stage: 'publish',
      fix: `Set the destination of the stream to ${wanted}.`,
    },
  ];
}

function prefix({ name, prefix: found }: DeliveryStream, { patterns }: LabEvent): Finding[] {
  const folder = found.replace(/\/$/, '');
  if (found.endsWith('/') && matchesPattern(patterns.submissionsTable, folder)) return [];
  const wanted = `${patterns.submissionsTable.join('/ or ')}/`;
  return [
    {
      level: 'problem',
      what: `The prefix of the delivery stream ${name} is ${found ? `"${found}"` : 'empty'} instead of "${wanted}".`,
      why: found.endsWith('/')
        ? 'The crawler names the table after this folder, and the job reads a table of another name.'
        : 'Firehose puts the date right behind the prefix, without a slash of its own: the crawler makes a table of each such folder, or none.',
      stage: 'crawlSubmissions',
      fix: `Set the prefix of the stream to "${wanted}", with the slash, before anything is published.`,
    },
  ];
}

function compression({ name, compression: found }: DeliveryStream): Finding[] {
  if (found === 'UNCOMPRESSED' || found === 'GZIP') return [];
  return [
    {
      level: 'problem',
      what: `The delivery stream ${name} compresses what it delivers (${found}).`,
      why: 'The lab compares the lines in the bucket with those of the files, and reads plain or gzipped objects only.',
      stage: 'publish',
      fix: 'Set the compression of the stream to UNCOMPRESSED.',
    },
  ];
}

function buffer({ name, bufferSeconds }: DeliveryStream): Finding[] {
  if (bufferSeconds <= longestBuffer) return [];
  return [
    {
      level: 'warning',
      what: `The delivery stream ${name} keeps lines for up to ${bufferSeconds} seconds before it delivers them.`,
      why: 'Publishing ends when the last line lies in the bucket, so everybody waits that long.',
      stage: 'publish',
      fix: 'Set the buffer interval of the stream to 60 seconds.',
    },
  ];
}
