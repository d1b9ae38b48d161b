import type { TeardownPlan } from './planTeardown.ts';

/** What tearing down deletes, for programs: each thing by its names, where people get lines. */
export function planDocument(plan: TeardownPlan) {
  const { stack, resources, costs, configs, models, work, tables, contents, scriptBuckets } = plan;
  return {
    stack: stack?.name ?? null,
    resources: resources.map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
    costs: costs.map(({ kind, name }) => ({ kind, name })),
    endpointConfigurations: configs,
    models,
    workUnderWay: work,
    tables: tables.own.map(({ database, name }) => ({ database, name })),
    contents,
    buckets: scriptBuckets,
  };
}
