import { randomBytes } from 'node:crypto';
import { matchesPattern } from '../event/patterns.ts';
import { labFileNames } from '../files/labFileNames.ts';
import { labNames, patchedPython, writePatched } from '../files/patchedFiles.ts';
import { bucketsOfRegion } from '../s3/bucketsOfRegion.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';
import { notDone, type LabContext, type Stage } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';

/** Key of the job's script in the script bucket. */
const scriptKey = 'cmapss/glue_job.py';

/** Gives the job the lab's script, with this account's names in it. */
export const prepareJob: Stage<'prepareJob'> = {
  id: 'prepareJob',
  title: 'Patch and Upload Glue Job',
  needs: ['survey'],
  check: async ({ account, event, files }, signal) => {
    const resources = await requireResources(account, event, signal);
    const { after } = await patchedPython(files, labFileNames.jobScript, labNames(event, resources));
    const { scriptLocation } = await account.ports.jobs.get(resources.job, signal);
    const at = parseS3Uri(scriptLocation);
    const inUse = at && (await readText(account, at, signal));
    if (inUse === after) return { done: true, facts: { job: resources.job, script: scriptLocation } };
    return notDone(
      inUse === undefined
        ? `The job ${resources.job} has no script yet: there is nothing at ${scriptLocation || 'its script location'}.`
        : `The script at ${scriptLocation} is not the lab's ${labFileNames.jobScript} with this account's names.`,
      'Patch and upload the Glue job: that uploads the script and points the job at it.',
    );
  },
  run: async ({ account, event, files }, onProgress, signal) => {
    const resources = await requireResources(account, event, signal);
    const patched = await patchedPython(files, labFileNames.jobScript, labNames(event, resources));
    await writePatched(files, patched);
    const bucket = await scriptBucket({ account, event }, signal);
    const location = `s3://${bucket}/${scriptKey}`;
    if ((await readText(account, { bucket, key: scriptKey }, signal)) === patched.after) {
      // A newer object of the same text would make what the job has written look out of date.
      onProgress({ kind: 'step', text: `The script lies at ${location} already` });
    } else {
      onProgress({ kind: 'step', text: `Uploading the script to ${location}` });
      await account.ports.buckets.put(bucket, scriptKey, patched.after, 'text/x-python');
    }
    await account.ports.jobs.setScript(resources.job, location);
  },
};

/**
 * A bucket that a job may read its script from: Glue's own policy for jobs covers names that begin with `aws-glue-`
 * only. One of those there is taken, else a new one is made.
 */
async function scriptBucket(
  { account, event }: Pick<LabContext, 'account' | 'event'>,
  signal: AbortSignal,
): Promise<string> {
  const { buckets } = account.ports;
  const fitting = (await buckets.list(signal))
    .map(({ name }) => name)
    .filter((name) => matchesPattern(event.patterns.scriptBucket, name));
  const there = await bucketsOfRegion(account, fitting, signal);
  // AWS makes `aws-glue-assets-…` itself for its studio; the lab's own is told by its ten hexadecimal digits.
  const own = there.find((name) => /^aws-glue-[0-9a-f]{10}$/.test(name)) ?? there[0];
  if (own !== undefined) return own;
  const name = `aws-glue-${randomBytes(5).toString('hex')}`;
  await buckets.create(name);
  return name;
}

async function readText(
  account: LabContext['account'],
  { bucket, key }: { bucket: string; key: string },
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const bytes = await account.ports.buckets.read(bucket, key, undefined, signal);
    return bytes && Buffer.from(bytes).toString('utf8');
  } catch (error) {
    // The job may point at a bucket that nobody has made, or that is somebody else's.
    if (error instanceof Error && /^(NoSuchBucket|AccessDenied|Forbidden)$/.test(error.name))
      return undefined;
    throw error;
  }
}
