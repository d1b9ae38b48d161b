import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';
import { parseS3Uri } from '../../lab/s3/s3Uri.ts';
import { requireResources } from '../../lab/survey/resources.ts';
import { jobOf } from '../trees/jobs/jobOf.ts';
import type { Editor } from '../editor.ts';

/** A job's script in S3, or why it cannot be shown. */
export type JobScript =
  | {
      readonly kind: 'there';
      readonly account: LabAccount;
      readonly job: string;
      readonly uri: string;
      readonly bucket: string;
      readonly key: string;
    }
  | { readonly kind: 'missing'; readonly why: string };

/** Where the script of a job lies: a row's, one by name, or the lab's. Never throws. */
export async function findJobScript({ session, lab }: Editor, target: unknown): Promise<JobScript> {
  try {
    const account = await session.account();
    const job = jobOf(target) ?? (await requireResources(account, await lab.event())).job;
    const { scriptLocation: uri } = await account.ports.jobs.get(job);
    const place = parseS3Uri(uri);
    const there = place && (await isThere(account, place.bucket, place.key));
    if (!place || !there) return { kind: 'missing', why: missing(job, uri) };
    return { kind: 'there', account, job, uri, ...place };
  } catch (error) {
    const { what, why } = lab.explain(error);
    return { kind: 'missing', why: `${what} ${why}` };
  }
}

/** One byte tells; a bucket that is not there has no objects. */
async function isThere({ ports }: LabAccount, bucket: string, key: string): Promise<boolean> {
  try {
    return (await ports.buckets.read(bucket, key, [0, 0])) !== undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return false;
    throw error;
  }
}

const missing = (job: string, uri: string): string =>
  vscode.l10n.t('The script of {0} is to lie at {1}, but nothing is there yet.', job, uri);
