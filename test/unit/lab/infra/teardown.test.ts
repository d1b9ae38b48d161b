import assert from 'node:assert/strict';
import { planLines } from '../../../../src/lab/infra/teardown/planLines.ts';
import { isNothing } from '../../../../src/lab/infra/teardown/planTeardown.ts';
import { tableOf } from '../../../support/fakeLab.ts';
import { fakeDeployment as world, names } from '../../../support/fakeDeployment.ts';
import { fakeStacks } from '../../../support/fakeStacks.ts';

const { own, alike, script, faraway } = names;

describe('tearing down', () => {
  it('lists all that it will delete before anything is deleted', async () => {
    const lab = world();
    await lab.deploy();
    const lines = planLines(await lab.plan());
    for (const expected of [
      'endpoint cmapss-20250131-1405-7f3a9c (InService)',
      'the crawl of cmapss_submissions that is under way',
      'run jr_1 of the job calc_rul that is under way',
      'table datalake_submissions.streaming_submissions',
      `2 objects (3 bytes) in the bucket ${own}`,
      `bucket ${script} with 1 object (1 byte)`,
      'stack lab (CREATE_COMPLETE) with 5 resources:',
      `  SubmissionsBucket: AWS::S3::Bucket ${own}`,
    ]) {
      assert.ok(lines.includes(expected), `${expected} in ${lines.join('\n')}`);
    }
    assert.ok(!lines.some((line) => /their|of-somebody-else|abcdef/.test(line)));
    assert.deepEqual(lab.stacks.calls, ['create']);
    assert.equal(lab.objects.get(own)?.size, 2);
  });

  it("deletes the lab's work and the stack, and nothing that is another's, however it is called", async () => {
    const lab = world();
    await lab.deploy();
    const { there, notAsked } = await lab.tearDown();
    assert.deepEqual(there, []);
    assert.deepEqual(notAsked, ['AWS::EC2::VPC']);
    assert.deepEqual([...lab.objects.keys()], [alike, faraway]);
    assert.equal(lab.objects.get(alike)?.size, 1);
    assert.deepEqual([...lab.databases], ['theirs']);
    assert.deepEqual(
      lab.tables.map(({ database }) => database),
      ['theirs'],
    );
    assert.deepEqual([...lab.jobs], ['their_job']);
    assert.deepEqual([...lab.crawlers], [['their_crawler', 'RUNNING']]);
    assert.deepEqual([...lab.endpoints.keys()], ['their-cmapss-endpoint']);
  });

  it('deletes objects that come while the stack is deleted, and goes on', async () => {
    const lab = world();
    await lab.deploy();
    await lab.tearDown();
    assert.deepEqual(lab.stacks.calls, ['create', 'delete', 'delete']);
    assert.ok(lab.said.includes(`Emptying s3://${own}/ once more`));
  });

  it("refuses while the lab's database holds a table of somebody else's, and changes nothing", async () => {
    const theirs = { ...tableOf('datalake_submissions', 'precious'), location: 's3://theirs/precious/' };
    const lab = world({ tables: [theirs] });
    await lab.deploy();
    await assert.rejects(lab.tearDown(), (error: Error & { fix: string }) => {
      assert.match(error.message, /not the lab's: datalake_submissions\.precious\. Nothing was changed\./);
      assert.match(error.fix, /Drop these tables/);
      return true;
    });
    assert.deepEqual(lab.stacks.calls, ['create']);
    assert.equal(lab.endpoints.size, 2);
    assert.equal(lab.objects.get(own)?.size, 2);
  });

  it('refuses while the stack is protected against being deleted, and changes nothing', async () => {
    const lab = world();
    await lab.deploy();
    lab.stacks.protect(true);
    await assert.rejects(lab.tearDown(), (error: Error & { fix: string }) => {
      assert.match(error.message, /The stack lab is protected .*: nothing was changed\./);
      assert.match(error.fix, /termination protection off/);
      return true;
    });
    assert.equal(lab.objects.get(own)?.size, 2);
    assert.equal(lab.endpoints.size, 2);
    lab.stacks.protect(false);
    await lab.tearDown();
    assert.ok(!lab.objects.has(own));
  });

  it('refuses who may not delete the stack, before anything is emptied', async () => {
    const lab = world({
      simulate: ({ principal, actions, resources }) => {
        assert.equal(principal, 'arn:aws:iam::123456789012:user/test');
        assert.deepEqual(actions, ['cloudformation:DeleteStack']);
        assert.match(resources.join(' '), /:stack\/lab\//);
        return Promise.resolve([
          {
            action: 'cloudformation:DeleteStack',
            resource: '*',
            decision: 'implicitDeny',
            // A key of another service's statement, which decides nothing here.
            unknown: ['cloudwatch:namespace'],
          },
        ]);
      },
    });
    await lab.deploy();
    await assert.rejects(lab.tearDown(), (error: Error & { fix: string }) => {
      assert.match(
        error.message,
        /user\/test may not delete the stack lab \(cloudformation:DeleteStack\): nothing was changed/,
      );
      assert.match(error.fix, /whoever deployed it/);
      return true;
    });
    assert.equal(lab.objects.get(own)?.size, 2);
    assert.equal(lab.endpoints.size, 2);
  });

  it('goes on where IAM may not be asked, or only a real request could tell', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const undecided = {
      action: 'cloudformation:DeleteStack',
      resource: '*',
      decision: 'implicitDeny',
      unknown: ['aws:SourceIp'],
    } as const;
    for (const simulate of [() => Promise.reject(denied), () => Promise.resolve([undecided])]) {
      const lab = world({ simulate });
      await lab.deploy();
      await lab.tearDown();
      assert.ok(!lab.objects.has(own));
    }
  });

  it('finishes what an earlier try left half done, wherever that was broken off', async () => {
    for (let broken = 0; ; broken += 3) {
      const lab = world();
      await lab.deploy();
      const cancel = new AbortController();
      const isWhole = await lab.tearDown([], signalAfter(lab.said, broken, cancel)).then(
        () => true,
        (error: unknown) => {
          assert.equal((error as Error).name, 'AbortError');
          return false;
        },
      );
      lab.stacks.finish();
      await lab.tearDown();
      assert.ok(isNothing(await lab.plan()), `broken off at step ${broken}`);
      assert.deepEqual([...lab.objects.keys()], [alike, faraway]);
      assert.deepEqual([...lab.databases], ['theirs']);
      if (isWhole) break;
      assert.ok(broken < 50);
    }
  });

  it('deletes nothing that was begun after it was listed, but says that it is there', async () => {
    const lab = world();
    await lab.deploy();
    const plan = await lab.plan();
    lab.endpoints.set('cmapss-20250131-1500-000000', 'InService');
    await assert.rejects(lab.tearDown([], undefined, plan), (error: Error & { fix: string }) => {
      assert.equal(error.message, 'These are still there: endpoint cmapss-20250131-1500-000000.');
      assert.match(error.fix, /Tear the lab down once more/);
      return true;
    });
    assert.ok(!lab.objects.has(own));
    await lab.tearDown();
    assert.deepEqual([...lab.endpoints.keys()], ['their-cmapss-endpoint']);
  });

  it('waits until S3 lists no more what it has deleted, and stumbles over none of it when done again', async () => {
    const lab = world({ pace: 0.01, ghosts: 3 });
    await lab.deploy();
    assert.deepEqual((await lab.tearDown()).there, []);
    const again = world({ ghosts: 1000 });
    await again.deploy();
    await assert.rejects(again.tearDown(), /still there: bucket datalake-submissions-/);
    assert.ok(isNothing(await again.plan()));
    assert.deepEqual((await again.tearDown()).there, []);
  });

  it('names what cannot be deleted, why, and how to leave it in the account', async () => {
    const lab = world({ stuck: 'The vpc vpc-1 has dependencies and cannot be deleted.' });
    await lab.deploy();
    await assert.rejects(lab.tearDown(), (error: Error & { fix: string }) => {
      assert.match(error.message, /because of Vpc \(AWS::EC2::VPC, vpc-1\)/);
      assert.match(error.message, /Still there: Vpc/);
      assert.match(error.fix, /--retain Vpc/);
      return true;
    });
    assert.equal(lab.stacks.calls.filter((call) => call.includes('Vpc')).length, 0);
  });

  it('leaves resources in the account only when they were named, and says which', async () => {
    const lab = world({ stuck: 'The vpc vpc-1 has dependencies and cannot be deleted.' });
    await lab.deploy();
    await lab.tearDown(['Vpc']);
    assert.equal(lab.stacks.calls.at(-1), 'delete Vpc');
    assert.ok(lab.said.includes('Kept, as you asked: Vpc (AWS::EC2::VPC vpc-1)'));
    assert.equal((await lab.plan()).stack, undefined);
  });

  it('touches nothing that a stack failed to make because it was there already', async () => {
    const lab = world();
    const taken = fakeStacks([
      {
        logicalId: 'SubmissionsBucket',
        type: 'AWS::S3::Bucket',
        physicalId: alike,
        createFails: `${alike} already exists`,
      },
      { logicalId: 'Vpc', type: 'AWS::EC2::VPC', physicalId: 'vpc-1' },
    ]);
    Object.assign(lab.stacks, taken);
    await taken.create?.({ name: 'lab', template: '', parameters: {} });
    // As far as the failure, before anything is taken back.
    while ((await taken.get?.('lab'))?.status === 'CREATE_IN_PROGRESS');
    const resources = (await taken.resources?.('lab')) ?? [];
    assert.ok(resources.some(({ status }) => status === 'CREATE_FAILED'));
    await lab.tearDown();
    assert.equal(lab.objects.get(alike)?.size, 1);
  });

  it('says that there is nothing where there is nothing', async () => {
    const lab = world();
    lab.endpoints.delete('cmapss-20250131-1405-7f3a9c');
    lab.objects.delete(script);
    const plan = await lab.plan();
    assert.ok(isNothing(plan));
    assert.deepEqual(planLines(plan), []);
    assert.deepEqual((await lab.tearDown()).there, []);
  });
});

/** A signal that is aborted when so many things were told. */
function signalAfter(said: string[], count: number, cancel: AbortController): AbortSignal {
  const push = said.push.bind(said);
  said.push = (...lines) => {
    if (said.length >= count) cancel.abort();
    return push(...lines);
  };
  return cancel.signal;
}
