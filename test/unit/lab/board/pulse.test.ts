import assert from 'node:assert/strict';
import { movedStages, takePulse, type Pulse } from '../../../../src/lab/board/pulse.ts';
import type { CrawlerState } from '../../../../src/lab/ports/crawlers.ts';
import type { EndpointStatus } from '../../../../src/lab/ports/endpoints.ts';
import type { JobRunState } from '../../../../src/lab/ports/jobs.ts';
import type { TrainingJobStatus } from '../../../../src/lab/ports/trainingJobs.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';

const names = { submissionsCrawler: 'first', curatedCrawler: 'second', job: 'calc' } as never;

function accountWith(how: {
  crawler?: CrawlerState;
  run?: JobRunState;
  training?: TrainingJobStatus;
  endpoint?: EndpointStatus;
}) {
  const { crawler = 'READY', run, training, endpoint } = how;
  let calls = 0;
  const answer = <T>(value: T): Promise<T> => {
    calls += 1;
    return Promise.resolve(value);
  };
  const created = new Date(5000);
  const account = fakeAccount({
    crawlers: {
      some: (asked) =>
        answer(
          asked.map((name) => ({
            name,
            state: name === 'first' ? crawler : 'READY',
            database: '',
            targets: [],
            role: '',
            classifiers: [],
            lastCrawl: undefined,
          })),
        ),
    },
    jobs: {
      runs: () => answer(run ? [{ id: 'jr_1', state: run, started: created } as never] : []),
    },
    training: {
      list: () =>
        answer([
          { name: 'somebody-cmapss-x', status: 'InProgress' as const, created, ended: undefined },
          ...(training
            ? [{ name: 'cmapss-20250131-1401-7f3a9c', status: training, created, ended: undefined }]
            : []),
        ]),
    },
    endpoints: {
      list: () =>
        answer(endpoint ? [{ name: 'cmapss-20250131-1401-7f3a9c', status: endpoint, created }] : []),
    },
  });
  return { account, calls: () => calls };
}

const pulseOf = (how: Parameters<typeof accountWith>[0]): Promise<Pulse> =>
  takePulse(accountWith(how).account, names);

describe("the account's pulse", () => {
  it('is four requests', async () => {
    const { account, calls } = accountWith({});
    await takePulse(account, names);
    assert.equal(calls(), 4);
  });

  it('finds work under way by whoever started it, with its beginning', async () => {
    const { underWay } = await pulseOf({
      crawler: 'RUNNING',
      run: 'STARTING',
      training: 'InProgress',
      endpoint: 'Creating',
    });
    assert.deepEqual(
      underWay.map(({ id }) => id),
      ['crawlSubmissions', 'runEtl', 'train', 'deploy'],
    );
    assert.equal(underWay[1]?.since, 5000);
    assert.equal(underWay[2]?.text, 'The training job cmapss-20250131-1401-7f3a9c is InProgress');
    assert.deepEqual((await pulseOf({ run: 'SUCCEEDED', training: 'Completed' })).underWay, []);
  });

  it('says what to look at again: what has ended since, not what goes on', async () => {
    const rest = await pulseOf({});
    assert.deepEqual(movedStages(rest, await pulseOf({})), []);
    assert.deepEqual(movedStages(rest, await pulseOf({ run: 'RUNNING' })), []);
    assert.deepEqual(movedStages(await pulseOf({ run: 'RUNNING' }), await pulseOf({ run: 'FAILED' })), [
      'runEtl',
    ]);
    assert.deepEqual(movedStages(rest, await pulseOf({ run: 'SUCCEEDED' })), ['runEtl'], 'it was quick');
  });

  it('has the clean-up looked at when an endpoint comes or goes', async () => {
    const [none, one] = [await pulseOf({}), await pulseOf({ endpoint: 'InService' })];
    assert.deepEqual(movedStages(none, one), ['deploy', 'cleanUp']);
    assert.deepEqual(movedStages(one, none), ['deploy', 'cleanUp']);
  });
});
