import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { defaultEvent, type LabEvent } from '../../src/lab/event.ts';
import type { StageId } from '../../src/lab/facts.ts';
import type { CheckId } from '../../src/lab/preflight/checks.ts';
import type { Finding, Level } from '../../src/lab/preflight/finding.ts';
import { runPreflight } from '../../src/lab/preflight/runPreflight.ts';
import { requireResources, type Resources } from '../../src/lab/survey/resources.ts';
import { startTestAccount } from './practice.ts';

/** What a test breaks an account with: the SDK's own clients, and the names of what is there. */
export interface Breaking {
  readonly account: LabAccount;
  readonly names: Resources;
  readonly athena: AthenaClient;
  readonly firehose: FirehoseClient;
  readonly glue: GlueClient;
  readonly iam: IAMClient;
  readonly sagemaker: SageMakerClient;
  readonly stacks: CloudFormationClient;
}

/** What preflight found, by check; checks that passed are absent. */
export type Found = Partial<Record<CheckId, readonly Finding[]>>;

/** How preflight looks at it: another event, other files. */
export interface Looking {
  readonly event?: Partial<LabEvent>;
  readonly files?: Readonly<Record<string, string>>;
}

/** Makes a practice account with what the template deploys, breaks it, and answers with what preflight finds then. */
export async function findingsAfter(
  breakIt: (breaking: Breaking) => Promise<unknown> = () => Promise.resolve(),
  { event = {}, files = {} }: Looking = {},
): Promise<Found> {
  const practice = await startTestAccount({ provisioned: true });
  const account = await connectPractice({ ...practice.client, pace: 0 });
  const clients = {
    athena: new AthenaClient(practice.client),
    firehose: new FirehoseClient(practice.client),
    glue: new GlueClient(practice.client),
    iam: new IAMClient(practice.client),
    sagemaker: new SageMakerClient(practice.client),
    stacks: new CloudFormationClient(practice.client),
  };
  try {
    await breakIt({ account, names: await requireResources(account, defaultEvent), ...clients });
    const results = await runPreflight(
      {
        account,
        event: { ...defaultEvent, ...event },
        files: { read: async (name) => files[name] ?? readFile(name, 'utf8') },
      },
      () => undefined,
      new AbortController().signal,
    );
    return Object.fromEntries(
      results.filter(({ findings }) => findings.length).map(({ id, findings }) => [id, findings]),
    );
  } finally {
    for (const client of Object.values(clients)) client.destroy();
    account.close();
    await practice.close();
  }
}

/** A role's trust policy that lets one service take it on. */
export const trustPolicy = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

/** What a break must be found as. */
export interface Expected {
  readonly check: CheckId;
  readonly level: Level;
  readonly stage: StageId;
  readonly what: RegExp;
  readonly fix: RegExp;
}

/** Breaks a real practice account, and holds the one finding of the check that is about it to what is expected. */
export async function isFound(
  { check, ...expected }: Expected,
  breakIt: ((breaking: Breaking) => Promise<unknown>) | undefined,
  looking?: Looking,
): Promise<void> {
  const found = await findingsAfter(breakIt, looking);
  const [finding, ...more] = found[check] ?? [];
  assert.ok(finding, `nothing was found: ${JSON.stringify(found)}`);
  assert.deepEqual(more, []);
  assert.match(finding.what, expected.what);
  assert.match(finding.fix, expected.fix);
  assert.deepEqual([finding.level, finding.stage], [expected.level, expected.stage]);
}
