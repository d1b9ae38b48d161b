import { byteCount } from '../../report/byteCount.ts';
import { wholeNumber } from '../../report/format.ts';
import type { BucketContents, TeardownPlan } from './planTeardown.ts';

/** What tearing down will delete, in lines: first the lab's own work, then the stack with what is in its buckets. */
export function planLines(plan: TeardownPlan): string[] {
  const { stack, resources, costs, configs, models, work, tables, contents } = plan;
  return [
    ...costs.map(({ kind, name, state }) => `${kind} ${name} (${state})`),
    ...configs.map((name) => `endpoint configuration ${name}`),
    ...models.map((name) => `model ${name}`),
    ...work.workflowRuns.map(({ workflow, id }) => `run ${id} of the workflow ${workflow} that is under way`),
    ...work.crawlers.map((name) => `the crawl of ${name} that is under way`),
    ...work.runs.map(({ job, id }) => `run ${id} of the job ${job} that is under way`),
    ...tables.own.map(({ database, name }) => `table ${database}.${name}`),
    ...contents.map((bucket) => contentsLine(bucket, plan)),
    ...(stack
      ? [`stack ${stack.name} (${stack.status}) with ${wholeNumber(resources.length)} resources`]
      : []),
    ...resources.map(
      ({ logicalId, type, physicalId }) => `  ${logicalId}: ${type}${physicalId && ` ${physicalId}`}`,
    ),
  ];
}

function contentsLine({ bucket, objects, bytes }: BucketContents, { scriptBuckets }: TeardownPlan): string {
  const what = scriptBuckets.includes(bucket) ? `bucket ${bucket}, and in it` : `in the bucket ${bucket}`;
  return `${what} ${wholeNumber(objects)} ${objects === 1 ? 'object' : 'objects'}, ${byteCount(bytes)}`;
}
