import assert from 'node:assert/strict';
import type { LabAccount } from '../../../../src/lab/account.ts';
import { prices } from '../../../../src/lab/costs/prices.ts';
import { createSeenEndpoints } from '../../../../src/lab/costs/seenEndpoints.ts';
import type { EndpointStatus } from '../../../../src/lab/ports/endpoints.ts';

const medium = prices.sagemakerPerHour.get('ml.t2.medium')!;

describe('The endpoints that were seen', () => {
  let there: Map<string, EndpointStatus>;
  let changes: number;
  const account = {
    ports: {
      endpoints: {
        list: () =>
          Promise.resolve([...there].map(([name, status]) => ({ name, status, created: undefined }))),
        get: (name: string) => {
          const status = there.get(name);
          return Promise.resolve(
            status && { name, status, failureReason: '', created: undefined, config: name },
          );
        },
        config: (name: string) =>
          Promise.resolve({ name, model: '', instanceType: 'ml.t2.medium', instances: 1 }),
        delete: () => Promise.resolve(),
      },
    },
  } as unknown as LabAccount;
  const seen = () => {
    changes = 0;
    const endpoints = createSeenEndpoints(() => (changes += 1));
    return { endpoints, ports: endpoints.noting(account).ports };
  };

  it('cost together what each does, whichever model they serve, once somebody has asked', async () => {
    there = new Map([
      ['cmapss-a', 'InService'],
      ['cmapss-b', 'InService'],
      ['cmapss-c', 'Creating'],
      ['my-cmapss-own', 'InService'],
    ]);
    const { endpoints, ports } = seen();
    assert.equal(endpoints.costs.count, 0);
    await ports.endpoints.list('cmapss-');
    assert.deepEqual(endpoints.costs, { count: 2, perHour: 0, unpriced: 2 });
    for (const name of ['cmapss-a', 'cmapss-b']) await ports.endpoints.config(name);
    assert.deepEqual(endpoints.costs, { count: 2, perHour: 2 * medium, unpriced: 0 });
    assert.equal(changes, 3);
    await ports.endpoints.list('cmapss-');
    assert.equal(changes, 3, 'nothing has changed');
  });

  it('cost nothing any more once they are deleted or gone, or belong to the account before', async () => {
    there = new Map([
      ['cmapss-a', 'InService'],
      ['cmapss-b', 'InService'],
      ['cmapss-c', 'InService'],
    ]);
    const { endpoints, ports } = seen();
    await ports.endpoints.list('cmapss-');
    await ports.endpoints.delete('cmapss-a');
    assert.equal(endpoints.costs.count, 2);
    there.delete('cmapss-b');
    await ports.endpoints.get('cmapss-b');
    assert.equal(endpoints.costs.count, 1);
    endpoints.noting({ ...account });
    assert.equal(endpoints.costs.count, 0);
    await ports.endpoints.list('cmapss-');
    assert.equal(endpoints.costs.count, 0, 'an answer of the account before');
  });
});
