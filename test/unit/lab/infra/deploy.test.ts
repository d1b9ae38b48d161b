import assert from 'node:assert/strict';
import { deploy } from '../../../../src/lab/infra/deploy.ts';
import type { Progress } from '../../../../src/lab/progress.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';
import { tableOf } from '../../../support/fakeLab.ts';
import { fakeStacks, type FakeResource } from '../../../support/fakeStacks.ts';

const bucket: FakeResource = {
  logicalId: 'SubmissionsBucket',
  type: 'AWS::S3::Bucket',
  physicalId: 'datalake-submissions-x',
};
const job = (createFails?: string): FakeResource => ({
  logicalId: 'Job',
  type: 'AWS::Glue::Job',
  physicalId: 'calc_rul',
  ...(createFails !== undefined && { createFails }),
});
const stream: FakeResource = {
  logicalId: 'DeliveryStream',
  type: 'AWS::KinesisFirehose::DeliveryStream',
  physicalId: 'streaming_submissions-x',
};
const taken =
  "Resource handler returned message: \"Resource of type 'AWS::Glue::Job' with identifier 'calc_rul' already exists.\" (RequestToken: 1, HandlerErrorCode: AlreadyExists)";
const deployment = { stackName: 'lab', template: 'text', parameters: {} as Record<string, string> };
const never = new AbortController().signal;

function lab(
  resources: readonly FakeResource[],
  ports: Parameters<typeof fakeAccount>[0] = {},
  kind: 'aws' | 'practice' = 'practice',
) {
  const stacks = fakeStacks(resources);
  const account = { ...fakeAccount({ stacks, ...ports }), kind };
  const progress: Progress[] = [];
  const said = () =>
    progress.map((each) => (each.kind === 'log' ? each.line : each.kind === 'step' ? each.text : ''));
  return {
    stacks,
    said,
    deploy: (more: Partial<typeof deployment> = {}, signal: AbortSignal = never) =>
      deploy(account, { ...deployment, ...more }, (each) => progress.push(each), signal),
  };
}

describe('deploying', () => {
  it('makes the stack and tells each resource once as it is made', async () => {
    const { deploy, said } = lab([bucket, stream, job()]);
    const { change, stack } = await deploy();
    assert.equal(change, 'made');
    assert.equal(stack.status, 'CREATE_COMPLETE');
    assert.deepEqual(said(), [
      'Making the stack lab',
      'SubmissionsBucket datalake-submissions-x made',
      'DeliveryStream streaming_submissions-x made',
      'Job calc_rul made',
    ]);
  });

  it('follows a stack that somebody else began to make at the same time', async () => {
    const { deploy, stacks } = lab([bucket, job()]);
    const ends = await Promise.all([deploy(), deploy()]);
    assert.deepEqual(ends.map(({ change }) => change).sort(), ['made', 'none']);
    assert.deepEqual(stacks.calls, ['create']);
  });

  it('changes nothing when the stack is there as it should be', async () => {
    const { deploy, stacks } = lab([bucket]);
    await deploy();
    assert.equal((await deploy()).change, 'none');
    assert.deepEqual(stacks.calls, ['create']);
  });

  it('keeps the parameters that the stack has, unless others are given', async () => {
    const { deploy, stacks } = lab([bucket]);
    await deploy({ parameters: { EditorEnvironment: 'code-server', FromAnOldTemplate: 'x' } });
    assert.equal((await deploy({ parameters: { MonthlyBudget: '5' } })).change, 'changed');
    assert.deepEqual((await stacks.get?.('lab'))?.parameters, {
      EditorEnvironment: 'code-server',
      MonthlyBudget: '5',
    });
  });

  it('follows a stack that somebody else is making, and makes no second one', async () => {
    const { deploy, stacks } = lab([bucket, stream]);
    await stacks.create?.({ name: 'lab', template: 'text', parameters: {} });
    assert.equal((await deploy()).change, 'none');
    assert.deepEqual(stacks.calls, ['create']);
  });

  it('follows a deletion to its end, then makes the stack anew', async () => {
    const { deploy, stacks } = lab([bucket]);
    await deploy();
    await stacks.delete?.('lab');
    assert.equal((await deploy()).change, 'made');
    assert.deepEqual(stacks.calls, ['create', 'delete', 'create']);
  });

  it('names the resource that failed first, why, and what to do, and what became of the rest', async () => {
    const { deploy } = lab([bucket, job(taken), stream]);
    await assert.rejects(deploy(), (error: Error & { fix: string }) => {
      assert.match(
        error.message,
        /^The stack lab could not be made because of Job \(AWS::Glue::Job, calc_rul\): /,
      );
      assert.match(error.message, /something of this name already/);
      assert.match(error.message, /CloudFormation has taken back what it had made\./);
      assert.match(error.message, /CloudFormation said: Resource handler/);
      assert.match(error.fix, /tear that down/);
      return true;
    });
  });

  it('deletes what a failed try left, and says so', async () => {
    const broken = job(taken);
    const { deploy, stacks, said } = lab([bucket, broken]);
    await assert.rejects(deploy());
    delete broken.createFails;
    assert.equal((await deploy()).change, 'made');
    assert.deepEqual(stacks.calls, ['create', 'delete', 'create']);
    assert.ok(said().some((line) => /is ROLLBACK_COMPLETE, .*: deleting it first$/.test(line)));
  });

  it('does not empty the bucket of a stack that could not be deleted, but says who does', async () => {
    const full = { ...bucket, deleteFails: () => 'The bucket you tried to delete is not empty' };
    const { deploy, stacks } = lab([full]);
    await deploy();
    await stacks.delete?.('lab');
    stacks.finish();
    await assert.rejects(deploy(), (error: Error & { fix: string }) => {
      assert.match(error.message, /The old stack lab could not be deleted because of SubmissionsBucket/);
      assert.match(error.fix, /^Tear the lab down/);
      return true;
    });
    assert.deepEqual(stacks.calls, ['create', 'delete', 'delete']);
  });

  it("does not delete what a failed try left while a table of somebody else's would go with it", async () => {
    const database: FakeResource = {
      logicalId: 'SubmissionsDatabase',
      type: 'AWS::Glue::Database',
      physicalId: 'datalake_submissions',
      deleteFails: () => 'It is busy.',
    };
    const theirs = { ...tableOf('datalake_submissions', 'precious'), location: 's3://theirs/precious/' };
    const { deploy, stacks } = lab([bucket, database, job(taken)], {
      catalog: { tables: () => Promise.resolve([theirs]) },
    });
    await assert.rejects(deploy());
    assert.equal((await stacks.get?.('lab'))?.status, 'ROLLBACK_FAILED');
    await assert.rejects(deploy(), /not the lab's: datalake_submissions\.precious\. Nothing was changed/);
    assert.deepEqual(stacks.calls, ['create']);
  });

  it('deploys no Cloud9 on AWS where the role is missing that Cloud9 needs', async () => {
    const cloud9 = { parameters: { EditorEnvironment: 'cloud9' } };
    const role = (name: string) => ({ name, arn: `arn:aws:iam::123456789012:role/${name}`, trusted: [] });
    const on = (roles: () => Promise<ReturnType<typeof role>[]>, kind: 'aws' | 'practice' = 'aws') =>
      lab([bucket], { identity: { roles } }, kind);
    const without = on(() => Promise.resolve([role('other')]));
    await assert.rejects(without.deploy(cloud9), (error: Error & { fix: string }) => {
      assert.match(error.message, /needs the role AWSCloud9SSMAccessRole .*: nothing was deployed\.$/);
      assert.match(error.fix, /in Cloud9's console/);
      return true;
    });
    assert.deepEqual(without.stacks.calls, []);
    await without.deploy();
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    for (const fine of [
      on(() => Promise.resolve([role('AWSCloud9SSMAccessRole')])),
      on(() => Promise.reject(denied)),
      on(() => Promise.resolve([]), 'practice'),
    ]) {
      assert.equal((await fine.deploy(cloud9)).change, 'made');
    }
  });

  it("leaves somebody else's stack of that name alone", async () => {
    const { deploy, stacks } = lab([stream]);
    await stacks.create?.({ name: 'lab', template: 'other', parameters: {} });
    stacks.finish();
    await assert.rejects(deploy(), /it is not the lab's: nothing was changed/);
    assert.deepEqual(stacks.calls, ['create']);
  });

  it('only stops watching when it is cancelled', async () => {
    const cancel = new AbortController();
    const { deploy, stacks } = lab([bucket, stream, job()]);
    const run = deploy({}, cancel.signal);
    cancel.abort();
    await assert.rejects(run, { name: 'AbortError' });
    stacks.finish();
    assert.equal((await deploy()).change, stacks.calls.length ? 'none' : 'made');
  });
});
