import { strict as assert } from 'node:assert';
import { findingsWith, type Ills } from '../../../support/healthyLab.ts';

const quota = (values: Readonly<Record<string, number>>): Ills => ({
  ports: {
    quotas: {
      values: (_, names) =>
        Promise.resolve(new Map(names.map((name) => [name, values[name] ?? 10] as const))),
    },
  },
});

const training = 'ml.m5.large for training job usage';

describe('preflight of quotas', () => {
  it('names the quota, what it is, and the stage that needs more', async () => {
    const { quotas = [] } = await findingsWith(quota({ [training]: 0 }));
    assert.deepEqual(
      quotas.map(({ stage, level }) => [stage, level]),
      [
        ['train', 'problem'],
        ['tune', 'warning'],
      ],
    );
    assert.match(quotas[0]!.what, /"ml\.m5\.large for training job usage" is 0; the stage needs 1/);
    assert.match(quotas[0]!.fix, /Service Quotas/);
  });

  it('says how many tuning may train at once where the quota is smaller', async () => {
    const { quotas = [] } = await findingsWith(quota({ [training]: 1 }));
    assert.equal(quotas.length, 1);
    assert.match(quotas[0]!.fix, /tuning\.parallelJobs in the event's file to 1/);
  });

  it('counts what others run already, and not what the lab runs', async () => {
    const inUse = (name: string): Ills => ({
      ports: {
        ...quota({ 'ml.t2.medium for endpoint usage': 1 }).ports,
        instances: {
          endpoint: () =>
            Promise.resolve({ inUse: [{ name, instanceType: 'ml.t2.medium', count: 1 }], unseen: [] }),
        },
      },
    });
    const { quotas = [] } = await findingsWith(inUse('somebody'));
    assert.equal(quotas[0]?.stage, 'deploy');
    assert.match(quotas[0].what, /of which somebody takes 1; the stage needs 1/);
    assert.deepEqual(await findingsWith(inUse('cmapss-20250131-1405-7f3a9c')), {});
  });

  it('judges the quotas all the same where nobody may see what others run, and names that', async () => {
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
    const { quotas = [] } = await findingsWith({
      ports: {
        ...quota({ [training]: 0, 'ml.t2.medium for endpoint usage': 1 }).ports,
        instances: {
          training: () => Promise.reject(denied),
          endpoint: () =>
            Promise.resolve({
              inUse: [{ name: 'theirs', instanceType: 'ml.t2.medium', count: 1 }],
              unseen: ['hidden', 'cmapss-20250131-1405-7f3a9c'],
            }),
        },
      },
    });
    assert.deepEqual(
      quotas.map(({ stage, level }) => [stage, level]),
      [
        ['train', 'problem'],
        ['deploy', 'problem'],
        ['tune', 'warning'],
        ['train', 'notChecked'],
        ['deploy', 'notChecked'],
      ],
    );
    assert.match(quotas[1]!.what, /of which theirs takes 1/);
    assert.equal(quotas[3]!.what, 'How many instances training jobs of others use now.');
    assert.equal(quotas[4]!.what, 'How many instances the endpoints hidden use now.');
    assert.match(quotas[4]!.fix, /Allow sagemaker:ListEndpoints, sagemaker:DescribeEndpoint/);
  });

  it('names an instance type that there is no quota for as not checked', async () => {
    const { quotas = [] } = await findingsWith({
      ports: { quotas: { values: () => Promise.resolve(new Map()) } },
    });
    assert.ok(quotas.length && quotas.every(({ level }) => level === 'notChecked'));
  });
});
