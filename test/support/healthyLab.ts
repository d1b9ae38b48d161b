import type { LabEvent } from '../../src/lab/event.ts';
import type { CredentialSession } from '../../src/lab/ports/identity.ts';
import type { Simulation, Verdict } from '../../src/lab/ports/permissions.ts';
import type { WorkflowGraph } from '../../src/lab/ports/workflows.ts';
import { checks, type CheckId } from '../../src/lab/preflight/checks.ts';
import type { Finding } from '../../src/lab/preflight/finding.ts';
import { runPreflight } from '../../src/lab/preflight/runPreflight.ts';
import { fakeLab, role, type FakeLab, type SomePorts } from './fakeLab.ts';
import { resourceNames } from './fakeResources.ts';

/** A role of each service, as a healthy account has it. */
const trusted = { firehose: 'firehose', glue: 'glue', sagemaker: 'sagemaker' } as const;

/** The workflow's graph, as far as preflight looks at it. */
const graph: WorkflowGraph = {
  nodes: [
    { id: '1', kind: 'trigger', name: 'start', type: 'ON_DEMAND', state: 'CREATED' },
    { id: '2', kind: 'crawler', name: 'cmapss_submissions', crawls: [] },
    { id: '3', kind: 'trigger', name: 'then', type: 'CONDITIONAL', state: 'ACTIVATED' },
    { id: '4', kind: 'job', name: resourceNames.job, runs: [] },
    { id: '5', kind: 'crawler', name: 'cmapss_curated_rul', crawls: [] },
  ],
  arrows: [],
};

/** What a test changes about a healthy account. */
export interface Ills {
  readonly ports?: SomePorts;
  readonly arn?: string;
  readonly region?: string;
  readonly kind?: 'practice' | 'aws';
  readonly event?: Partial<LabEvent>;
  readonly session?: CredentialSession;
  /** How IAM answers; it allows everything when left out. */
  readonly verdict?: (action: string, resource: string, simulation: Simulation) => Verdict['decision'];
  /** Keys of conditions that IAM has no values of. */
  readonly unknown?: readonly string[];
}

/** A fake account in which preflight finds nothing, but for what `ills` change. */
export function healthyLab({
  ports = {},
  verdict = () => 'allowed',
  unknown = [],
  session,
}: Ills = {}): FakeLab {
  const crawler = (name: string) => ({
    name,
    state: 'READY' as const,
    role: 'arn:aws:iam::123456789012:role/glue',
    lastCrawl: undefined,
    ...(name === 'cmapss_submissions'
      ? {
          database: 'datalake_submissions',
          targets: [`s3://${resourceNames.submissionsBucket}/streaming_submissions`],
          classifiers: ['cmapss_classify'],
        }
      : {
          database: 'datalake_curated_datasets',
          targets: [`s3://${resourceNames.curatedBucket}`],
          classifiers: [],
        }),
  });
  return fakeLab({
    ...ports,
    identity: {
      session: () => Promise.resolve(session ?? { ends: undefined, clockOffset: 0 }),
      ...ports.identity,
    },
    permissions: {
      role: (name) =>
        Promise.resolve({
          name,
          arn: `arn:aws:iam::123456789012:role/${name}`,
          trusted: name in trusted ? [`${name}.amazonaws.com`] : [],
        }),
      simulate: (simulation) =>
        Promise.resolve(
          simulation.actions.flatMap((action) =>
            simulation.resources.map((resource) => ({
              action,
              resource,
              decision: verdict(action, resource, simulation),
              unknown,
            })),
          ),
        ),
      ...ports.permissions,
    },
    quotas: {
      values: (_, names) => Promise.resolve(new Map(names.map((name) => [name, 4]))),
      ...ports.quotas,
    },
    instances: {
      training: () => Promise.resolve({ inUse: [], unseen: [] }),
      transform: () => Promise.resolve({ inUse: [], unseen: [] }),
      endpoint: () => Promise.resolve({ inUse: [], unseen: [] }),
      ...ports.instances,
    },
    workGroups: {
      get: (name) =>
        Promise.resolve({
          name,
          enabled: true,
          enforced: false,
          output: '',
          managed: false,
          bytesScannedCutoff: undefined,
        }),
      ...ports.workGroups,
    },
    workflows: {
      list: () => Promise.resolve(['CMapssWorkflow']),
      get: (name) => Promise.resolve({ name, graph, lastRun: undefined }),
      ...ports.workflows,
    },
    stacks: {
      get: (name) =>
        Promise.resolve({
          name,
          id: `arn:aws:cloudformation:us-east-1:123456789012:stack/${name}/1`,
          status: 'CREATE_COMPLETE',
          reason: '',
          created: undefined,
          isProtected: false,
          parameters: {},
          outputs: {},
        }),
      detectDrift: () => Promise.resolve('detection'),
      driftDetection: () => Promise.resolve({ status: 'DETECTION_COMPLETE', reason: '' }),
      drifts: () => Promise.resolve([]),
      ...ports.stacks,
    },
    buckets: {
      region: () => Promise.resolve('us-east-1'),
      folder: () => Promise.resolve({ prefixes: [], objects: [], next: undefined }),
      ...ports.buckets,
    },
    queries: { recent: () => Promise.resolve([]), ...ports.queries },
    training: { list: () => Promise.resolve([]), ...ports.training },
    endpoints: { list: () => Promise.resolve([]), ...ports.endpoints },
    crawlers: {
      list: () => Promise.resolve(['cmapss_curated_rul', 'cmapss_submissions']),
      get: (name) => Promise.resolve(crawler(name)),
      classifier: (name) => Promise.resolve({ name, delimiter: ' ', header: 'ABSENT', columns: [] }),
      ...ports.crawlers,
    },
    jobs: {
      list: () => Promise.resolve([resourceNames.job]),
      runs: () => Promise.resolve([]),
      get: (name) =>
        Promise.resolve({
          name,
          scriptLocation: '',
          role: 'glue',
          maxConcurrentRuns: 1,
          bookmarks: true,
          glueVersion: '5.0',
        }),
      ...ports.jobs,
    },
  });
}

/** What preflight finds in a healthy account with these ills; the findings of each check that has some. */
export async function findingsWith(
  ills: Ills = {},
  lab: FakeLab = healthyLab(ills),
): Promise<Partial<Record<CheckId, readonly Finding[]>>> {
  const { account, event, files } = lab.context;
  const input = {
    account: {
      ...account,
      kind: ills.kind ?? account.kind,
      region: ills.region ?? account.region,
      identity: { ...account.identity, ...(ills.arn !== undefined && { arn: ills.arn }) },
    },
    event: { ...event, ...ills.event },
    files,
  };
  const results = await runPreflight(input, () => undefined, new AbortController().signal);
  if (results.length !== Object.keys(checks).length) throw new Error('a check gave no result');
  return Object.fromEntries(
    results.filter(({ findings }) => findings.length).map(({ id, findings }) => [id, findings]),
  );
}

export { role as sagemakerRole };
