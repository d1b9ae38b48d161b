import type { LabAccount } from '../account.ts';
import type { Stack } from '../ports/stacks.ts';
import { StageError } from '../stage.ts';
import { extensionKey } from './labStack.ts';

/**
 * Puts the lab's extension where an editor in the cloud finds it; the editor installs it within a minute. Answers with
 * where that is.
 */
export async function sendExtension(
  account: LabAccount,
  { name, outputs }: Stack,
  vsix: Uint8Array,
): Promise<string> {
  const bucket = outputs['PublishedBucketName'];
  if (!bucket) {
    throw new StageError(
      `The stack ${name} does not say which bucket is the published one.`,
      'Deploy it once more: that brings it to the template of today.',
    );
  }
  await account.ports.buckets.put(bucket, extensionKey, vsix, 'application/octet-stream');
  return `s3://${bucket}/${extensionKey}`;
}
