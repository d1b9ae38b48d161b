import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CostKind, CostLine } from '../../../../src/lab/costs/costLine.ts';
import { labCosts, type LabCosts } from '../../../../src/lab/costs/labCosts.ts';
import { prices } from '../../../../src/lab/costs/prices.ts';
import { editorDiskGiB } from '../../../../src/lab/costs/lines/stackLines.ts';
import { defaultEvent } from '../../../../src/lab/event.ts';
import { costlyAccount, hoursAgo, now } from '../../../support/costlyAccount.ts';
import type { SomePorts } from '../../../support/fakeLab.ts';

const event = {
  ...defaultEvent,
  patterns: { ...defaultEvent.patterns, notebookInstance: ['cmapss-notebook-*'] },
};

const costs = (ports: SomePorts = {}): Promise<LabCosts> =>
  labCosts({ account: costlyAccount(ports), event, now });

const linesOf = async (kind: CostKind, ports?: SomePorts): Promise<CostLine[]> =>
  (await costs(ports)).lines.filter((line) => line.kind === kind);

/** A figure to a millionth of a cent. */
const near = (figure: number | undefined, expected: number): void =>
  assert.ok(Math.abs((figure ?? NaN) - expected) < 1e-8, `${figure} is not ${expected}`);

describe('What the lab has cost', () => {
  it('is for an endpoint its instances for as long as it is there', async () => {
    const [line, ...others] = await linesOf('endpoint');
    assert.deepEqual(others, []);
    assert.equal(line?.name, 'cmapss-endpoint');
    near(line.perHour, 2 * 0.056);
    near(line.soFar, 2 * 0.056 * 3);
    assert.deepEqual(line.since, hoursAgo(3));
    assert.match(line.basis, /2 × ml\.t2\.medium at \$0\.056 an hour/);
  });

  it('is nothing for an endpoint that does not serve yet, and unknown for one without a configuration', async () => {
    const endpoint = (status: 'Creating' | 'Failed' | 'InService' | 'Deleting') =>
      linesOf('endpoint', {
        endpoints: {
          list: () => Promise.resolve([{ name: 'cmapss-a', status, created: hoursAgo(1) }]),
          get: (name) =>
            Promise.resolve({
              ...{ name, status, failureReason: '', config: 'gone' },
              created: hoursAgo(1),
              modified: hoursAgo(1),
            }),
          config: () => Promise.resolve(undefined),
        },
      });
    for (const status of ['Creating', 'Failed'] as const) {
      const [line] = await endpoint(status);
      assert.deepEqual([line?.soFar, line?.perHour], [0, 0], status);
      assert.ok(line?.basis.startsWith(status));
    }
    const [unknown] = await endpoint('InService');
    assert.deepEqual([unknown?.soFar, unknown?.perHour], [undefined, undefined]);
    assert.deepEqual(await endpoint('Deleting'), []);
  });

  it('is for a notebook instance its hours since it was started, and its disk since it was made', async () => {
    const lines = await linesOf('notebook');
    assert.deepEqual(
      lines.map(({ name }) => name),
      ['cmapss-notebook-runs', 'cmapss-notebook-stopped'],
    );
    const disk = (20 * prices.notebookPerGiBMonth) / 730;
    near(lines[0]?.perHour, 0.05 + disk);
    near(lines[0]?.soFar, 0.05 * 2 + disk * 10);
    assert.deepEqual(lines[0]?.since, hoursAgo(2));
    near(lines[1]?.perHour, disk);
    near(lines[1]?.soFar, disk * 10);
    assert.match(lines[1]?.basis ?? '', /Stopped: 20 GiB of disk/);
  });

  it('is for a training job what SageMaker bills, on every instance, and for one that runs its time so far', async () => {
    const lines = await linesOf('training');
    assert.deepEqual(
      lines.map(({ name }) => name),
      ['cmapss-training-runs', 'cmapss-training-done'],
      'neither a trial of a tuning job nor a job of somebody else',
    );
    near(lines[0]?.soFar, 0.115 * 2 * 0.5);
    near(lines[0]?.perHour, 0.115 * 2);
    near(lines[1]?.soFar, (0.115 * 90) / 3600);
    assert.equal(lines[1]?.perHour, 0);
    assert.match(lines[1].basis, /^1 min 30 s of 1 × ml\.m5\.large/);
  });

  it('is for a tuning job that of all its trials', async () => {
    const [line] = await linesOf('tuning');
    near(line?.soFar, 0.23 * (0.25 + 0.5));
    near(line?.perHour, 0.23);
    assert.deepEqual(line?.since, hoursAgo(1));
    assert.match(line.basis, /^3 training jobs, 45 min 00 s of 1 × ml\.m5\.xlarge/);
  });

  it('is for a transform job the time of its instance, unknown where its price is', async () => {
    const [line] = await linesOf('transform');
    assert.equal(line?.soFar, undefined);
    assert.equal(line?.perHour, 0, 'it has ended');
    assert.match(line.basis, /ml\.p5\.48xlarge, whose price is not known here/);
  });

  it('is for job runs their capacity, each for a minute at least, and what Glue says where that changed', async () => {
    const [line] = await linesOf('jobRun');
    const dpuHours = (10 * 60) / 3600 + (10 * 180) / 3600 + 1 + 10 * 0.1;
    near(line?.soFar, dpuHours * 0.44);
    near(line?.perHour, 10 * 0.44);
    assert.match(line?.basis ?? '', /^5 runs, 2\.667 DPU hours at \$0\.44/);
  });

  it('is unknown for a run whose capacity Glue does not say', async () => {
    const run = {
      ...({ id: 'jr', state: 'SUCCEEDED', errorMessage: '', logGroup: '', executionSeconds: 10 } as const),
      ...{ started: hoursAgo(1), completed: hoursAgo(1), capacity: undefined, dpuSeconds: undefined },
    };
    const [line] = await linesOf('jobRun', { jobs: { history: () => Promise.resolve([run]) } });
    assert.equal(line?.soFar, undefined);
    assert.match(line?.basis ?? '', /does not say/);
  });

  it('is for crawls two DPUs for ten minutes at least', async () => {
    const lines = await linesOf('crawl');
    assert.deepEqual(
      lines.map(({ name }) => name),
      ['cmapss_submissions', 'cmapss_curated_rul'],
    );
    near(lines[0]?.soFar, (2 / 6 + 2 * 0.5) * 0.44);
    near(lines[0]?.perHour, 2 * 0.44);
    near(lines[1]?.soFar, 0.8 * 0.44);
    assert.equal(lines[1]?.perHour, 0);
  });

  it('is for a delivery stream 5 KiB for each line that it delivered', async () => {
    const [line] = await linesOf('stream');
    near(line?.soFar, (1000 * 5120 * 0.029) / 1e9);
    assert.match(line?.basis ?? '', /about 1,000 records/);
  });

  it("is for the lab's queries what they read, 10 MB at least, and nothing for those that failed or read no rows", async () => {
    const [line, ...others] = await linesOf('query');
    assert.deepEqual(others, []);
    near(line?.soFar, ((10e6 + 50e6 + 10e6) * 5) / 1e12);
    assert.match(line?.basis ?? '', /^3 queries .*; 2 that cost nothing/);
    assert.deepEqual(line?.since, hoursAgo(4));
  });

  it('is for storage each object from when it was written', async () => {
    const lines = await linesOf('storage');
    assert.equal(lines.length, 5, 'four of the event, and the one in which the script lies');
    const curated = lines.find(({ name }) => name.startsWith('datalake-curated'));
    near(curated?.perHour, (2 * 0.023) / 730);
    near(curated?.soFar, ((1 * 10 + 1 * 730) * 0.023) / 730);
    assert.match(curated?.basis ?? '', /^2\.0 GiB in 2 objects/);
    assert.ok(!lines.some(({ name }) => name === 'aws-glue-of-others'));
  });

  it('leaves out buckets of other regions, and says of one that it may not be looked at', async () => {
    const all = await linesOf('storage');
    const [elsewhere, denied] = ['datalake-curated', 'datalake-published'].map(
      (start) => all.find(({ name }) => name.startsWith(start))?.name,
    );
    const refused = Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    const some = await costs({
      buckets: {
        region: (name) => Promise.resolve(name === elsewhere ? 'eu-west-1' : 'us-east-1'),
        objects: async function* (name) {
          await Promise.resolve();
          assert.notEqual(name, elsewhere, 'S3 would send us to the other region');
          if (name === denied) throw refused;
          yield { key: 'a', size: 2 ** 30, lastModified: hoursAgo(10) };
        },
      },
    });
    const storage = some.lines.filter(({ kind }) => kind === 'storage');
    assert.deepEqual(
      storage.map(({ name }) => name).sort(),
      all.flatMap(({ name }) => (name === elsewhere ? [] : [name])).sort(),
    );
    for (const { name, perHour, basis } of storage) {
      if (name !== denied) near(perHour, 0.023 / 730);
      else assert.ok(perHour === undefined && /^Could not be looked at: .+\.$/.test(basis), basis);
    }
    assert.deepEqual(some.unread, []);
  });

  it("is for the stack's editor its instance, its disk and its address, and for its budget nothing", async () => {
    const [instance] = await linesOf('editor');
    assert.equal(instance?.name, 'i-0123456789');
    near(instance.perHour, 0.0416 + 0.005 + (20 * 0.08) / 730);
    near(instance.soFar, 6 * (instance.perHour ?? 0));
    const [budget] = await linesOf('budget');
    assert.deepEqual([budget?.soFar, budget?.perHour], [0, 0]);
  });

  it("counts the editor's disk as large as the template makes it", () => {
    const template = readFileSync('infra/lab.yaml', 'utf8');
    assert.equal(Number(/VolumeSize: (\d+)/.exec(template)?.[1]), editorDiskGiB);
  });

  it('is unknown for a Cloud9 environment, which stops by itself', async () => {
    const [line] = await linesOf('editor', {
      stacks: {
        resources: () =>
          Promise.resolve([
            {
              ...{ logicalId: 'Cloud9Environment', physicalId: 'abc', type: 'AWS::Cloud9::EnvironmentEC2' },
              ...{ status: 'CREATE_COMPLETE', reason: '', updated: hoursAgo(5) },
            },
          ]),
      },
    });
    assert.equal(line?.soFar, undefined);
    near(line?.perHour, 0.0416 + 0.005 + (10 * 0.08) / 730);
  });

  it('is the sum of what is known, and says of how many lines a figure is missing', async () => {
    const found = await costs();
    near(
      found.soFar,
      found.lines.reduce((sum, { soFar }) => sum + (soFar ?? 0), 0),
    );
    near(
      found.perHour,
      found.lines.reduce((sum, { perHour }) => sum + (perHour ?? 0), 0),
    );
    assert.ok(found.soFar > 1 && found.perHour > 1);
    assert.equal(found.unpriced, 1);
    assert.deepEqual(found.unread, []);
  });

  it('says which endpoints nobody asks', async () => {
    const [idle, ...others] = (await costs()).idle;
    assert.deepEqual(others, []);
    assert.equal(idle?.name, 'cmapss-endpoint');
    assert.deepEqual(idle.since, new Date(hoursAgo(1).getTime() + 60_000), 'the end of the minute');
    const asked = { metrics: { lastInvocation: () => Promise.resolve(hoursAgo(0.25)) } };
    assert.deepEqual((await costs(asked)).idle, []);
    const denied = { metrics: { lastInvocation: () => Promise.reject(new Error('not allowed')) } };
    assert.deepEqual((await costs(denied)).unread, [
      { what: 'when endpoints were asked', reason: 'The request did not work. not allowed.' },
    ]);
  });

  it('names the kinds that may not be looked at, and tells of the others', async () => {
    const denied = Object.assign(new Error('not authorized to perform: glue:ListCrawls'), {
      name: 'AccessDeniedException',
    });
    const found = await costs({ crawlers: { list: () => Promise.reject(denied) } });
    assert.deepEqual(
      found.unread.map(({ what }) => what),
      ['crawls'],
    );
    assert.ok(found.lines.some(({ kind }) => kind === 'endpoint'));
    assert.ok(!found.lines.some(({ kind }) => kind === 'crawl'));
  });

  it('throws what the account said where nothing can be read', async () => {
    const gone = new Error('no network');
    const refuse = (): Promise<never> => Promise.reject(gone);
    const list = { list: refuse };
    const ports = {
      ...{ endpoints: list, notebooks: list, training: list, tuning: list, transforms: list },
      ...{ jobs: list, crawlers: list, streams: list, buckets: list, stacks: { get: refuse } },
    };
    await assert.rejects(costs(ports), gone);
  });

  it('is nothing on an empty account', async () => {
    const none = { list: () => Promise.resolve([]) };
    const ports = {
      ...{ endpoints: none, notebooks: none, training: none, tuning: none, transforms: none },
      ...{ jobs: none, crawlers: none, streams: none, buckets: none },
      stacks: { get: () => Promise.resolve(undefined) },
    };
    const found = await costs(ports);
    assert.deepEqual([found.lines, found.soFar, found.perHour, found.unpriced], [[], 0, 0, 0]);
  });
});
