import { strict as assert } from 'node:assert';
import { findingsWith, healthyLab } from '../../../support/healthyLab.ts';

describe('simulations of rights', () => {
  it("are made one at a time, those of attendees' rights and of the services' roles", async () => {
    let [atOnce, most, all] = [0, 0, 0];
    const { permissions } = healthyLab().context.account.ports;
    const found = await findingsWith({
      ports: {
        permissions: {
          simulate: async (simulation) => {
            all += 1;
            most = Math.max(most, (atOnce += 1));
            await new Promise(setImmediate);
            atOnce -= 1;
            return permissions.simulate(simulation);
          },
        },
      },
    });
    assert.deepEqual(found, {});
    assert.ok(all > 40, String(all));
    assert.equal(most, 1);
  });

  it('are made again where IAM was asked too often, and named as not checked where that does not end', async () => {
    const { permissions } = healthyLab().context.account.ports;
    const throttled = Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });
    let asked = 0;
    const found = await findingsWith({
      ports: {
        permissions: {
          simulate: (simulation) =>
            (asked += 1) % 3 ? Promise.reject(throttled) : permissions.simulate(simulation),
        },
      },
    });
    assert.deepEqual(found, {});
    asked = 0;
    const { callerRights: given, roles } = await findingsWith({
      ports: {
        permissions: {
          simulate: () => {
            asked += 1;
            return Promise.reject(throttled);
          },
        },
      },
    });
    assert.deepEqual([given?.[0]?.level, roles?.[0]?.level], ['notChecked', 'notChecked']);
    assert.match(given![0]!.why, /more often than AWS allows/);
    // The pauses are made once, not by each who waits.
    assert.ok(asked > 5 && asked < 20, String(asked));
  });
});
