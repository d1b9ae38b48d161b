import { byteCount } from '../../report/byteCount.ts';
import { countOf, wholeNumber } from '../../report/format.ts';
import { resourceName } from '../resourceName.ts';
import type { BucketContents, TeardownPlan } from './planTeardown.ts';

/** What tearing down will delete, in lines: first the lab's own work and what is in buckets, then the stack with its resources. */
export function planLines(plan: TeardownPlan): string[] {
  const { stack, resources } = plan;
  if (!stack) return workLines(plan);
  return [
    ...workLines(plan),
    `${stackText(plan)}:`,
    ...resources.map(
      ({ logicalId, type, physicalId }) =>
        `  ${logicalId}: ${type}${physicalId && ` ${resourceName(physicalId)}`}`,
    ),
  ];
}

/** The same for where there is little room: resources by their names in the template alone. */
export function briefPlanLines(plan: TeardownPlan): string[] {
  const { stack, resources } = plan;
  if (!stack) return workLines(plan);
  return [
    ...workLines(plan),
    `${stackText(plan)}: ${resources.map(({ logicalId }) => logicalId).join(', ')}`,
  ];
}

function workLines(plan: TeardownPlan): string[] {
  const { costs, configs, models, work, tables, contents, scriptBuckets } = plan;
  return [
    ...costs.map(({ kind, name, state }) => `${kind} ${name} (${state})`),
    ...configs.map((name) => `endpoint configuration ${name}`),
    ...models.map((name) => `model ${name}`),
    ...work.workflowRuns.map(({ workflow, id }) => `run ${id} of the workflow ${workflow} that is under way`),
    ...work.crawlers.map((name) => `the crawl of ${name} that is under way`),
    ...work.runs.map(({ job, id }) => `run ${id} of the job ${job} that is under way`),
    ...tables.own.map(({ database, name }) => `table ${database}.${name}`),
    ...contents
      .filter(({ bucket, objects }) => objects || scriptBuckets.includes(bucket))
      .map((bucket) => contentsLine(bucket, plan)),
  ];
}

const stackText = ({ stack, resources }: TeardownPlan): string =>
  `stack ${stack?.name ?? ''} (${stack?.status ?? ''}) with ${wholeNumber(resources.length)} resources`;

function contentsLine({ bucket, objects, bytes }: BucketContents, { scriptBuckets }: TeardownPlan): string {
  const what = `${countOf(objects, 'object')} (${byteCount(bytes)})`;
  return scriptBuckets.includes(bucket) ? `bucket ${bucket} with ${what}` : `${what} in the bucket ${bucket}`;
}
