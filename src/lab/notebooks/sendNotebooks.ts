import { notebookFileNames } from '../files/labFileNames.ts';
import { labNames, patchedNotebook, writePatched, type PatchedFile } from '../files/patchedFiles.ts';
import type { LabContext } from '../stage.ts';
import { requireResources, type Resources } from '../survey/resources.ts';

/** What sending reads: no engine data. */
export type NotebookContext = Pick<LabContext, 'account' | 'event' | 'files'>;

/** Where the notebooks lie below the published bucket. */
const prefix = 'notebooks/';

/** The keys that the notebooks have in the published bucket. */
export const notebookKeys = notebookFileNames.map(keyOf);

/** Notebooks that were put into S3. */
export interface SentNotebooks {
  /** The folder they lie in: `s3://bucket/notebooks/`. */
  readonly uri: string;
  /** The line for a terminal of JupyterLab that brings them to where its file browser shows them. */
  readonly line: string;
}

/**
 * Gives the lab's notebooks this account's names, where they lie among the lab's files. Of a file nothing else changes,
 * and none is written unless all can be patched. Throws a StageError for one that has no cell with the names.
 */
export async function patchNotebooks(context: NotebookContext, signal?: AbortSignal): Promise<void> {
  await patchAll(context, await requireResources(context.account, context.event, signal), signal);
}

/** Patches the notebooks, as above, and puts them into the published bucket as they are then. */
export async function sendNotebooks(context: NotebookContext, signal?: AbortSignal): Promise<SentNotebooks> {
  const { account, event } = context;
  const resources = await requireResources(account, event, signal);
  const { publishedBucket: bucket } = resources;
  for (const { name, after } of await patchAll(context, resources, signal)) {
    signal?.throwIfAborted();
    await account.ports.buckets.put(bucket, keyOf(name), after, 'application/x-ipynb+json');
  }
  const uri = `s3://${bucket}/${prefix}`;
  return { uri, line: `aws s3 cp ${uri} ~/SageMaker/cmapss/ --recursive` };
}

function keyOf(name: string): string {
  return prefix + (name.split('/').at(-1) ?? '');
}

async function patchAll(
  { account, event, files }: NotebookContext,
  resources: Resources,
  signal: AbortSignal | undefined,
): Promise<PatchedFile[]> {
  const names = {
    ...labNames(event, resources),
    region: account.region,
    endpointInstanceType: event.endpoint.instanceType,
  };
  const patched: PatchedFile[] = [];
  for (const name of notebookFileNames) patched.push(await patchedNotebook(files, name, names));
  signal?.throwIfAborted();
  for (const file of patched) await writePatched(files, file);
  return patched;
}
