import type { Job } from '../../ports/jobs.ts';
import type { LabEvent } from '../../event.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';

/** Glue versions whose life ended on 1 April 2026. Source: AWS, "AWS Glue version support policy". */
const ended = ['', '0.9', '1.0', '2.0'];

/** The Glue job is set so that no row is lost or counted twice. */
export const job: PreflightCheck = {
  title: 'Glue job',
  stage: 'runEtl',
  run: async ({ event, known }) => {
    const found = await known.job();
    return [...concurrency(found), ...bookmarks(found), ...version(found), ...scriptBucket(event)];
  },
};

function concurrency({ name, bookmarks, maxConcurrentRuns }: Job): Finding[] {
  if (!bookmarks || maxConcurrentRuns <= 1) return [];
  return [
    {
      level: 'warning',
      what: `The job ${name} keeps bookmarks and allows ${maxConcurrentRuns} runs at a time.`,
      why: 'Two runs at once read the same lines, and both write them: rows are there twice, or with the wrong remaining life.',
      stage: 'runEtl',
      fix: "Set the job's maximum concurrency to 1.",
    },
  ];
}

function bookmarks({ name, bookmarks }: Job): Finding[] {
  if (bookmarks) return [];
  return [
    {
      level: 'warning',
      what: `The job ${name} keeps no bookmarks.`,
      why: 'Each run reads all lines again: who runs it twice by hand has each row twice. The lab empties the bucket first.',
      stage: 'runEtl',
      fix: 'Set --job-bookmark-option to job-bookmark-enable.',
    },
  ];
}

function version({ name, glueVersion }: Job): Finding[] {
  if (!ended.includes(glueVersion)) return [];
  return [
    {
      level: 'problem',
      what: `The job ${name} runs on Glue ${glueVersion || '0.9 (none is set)'}.`,
      why: 'AWS has ended the life of this version: it starts no runs on it any more.',
      stage: 'runEtl',
      fix: "Set the job's Glue version to 4.0 or later; the lab's script runs on it as it is.",
    },
  ];
}

/** Glue's own policy for roles covers scripts in buckets of this prefix only. */
function scriptBucket({ patterns }: LabEvent): Finding[] {
  const others = patterns.scriptBucket.filter((pattern) => !pattern.startsWith('aws-glue-'));
  if (!others.length) return [];
  return [
    {
      level: 'warning',
      what: `The event looks for the script's bucket by ${others.join(' or ')}.`,
      why: 'Roles with the policy AWSGlueServiceRole may read scripts only from buckets whose names begin with aws-glue-, and the lab makes one of that kind where it finds none.',
      stage: 'prepareJob',
      fix: "Let the pattern scriptBucket of the event's file begin with aws-glue-.",
    },
  ];
}
