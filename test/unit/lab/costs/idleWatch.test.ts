import assert from 'node:assert/strict';
import type { LabAccount } from '../../../../src/lab/account.ts';
import { unusedSince } from '../../../../src/lab/costs/idleEndpoint.ts';
import { createIdleWatch } from '../../../../src/lab/costs/idleWatch.ts';
import type { EndpointStatus } from '../../../../src/lab/ports/endpoints.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';
import { until } from '../../../support/practiceProcess.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const minutes = (count: number): Date => new Date(start + count * 60_000);

/** What the account answers, and how often it was asked. */
interface Answers {
  status?: EndpointStatus;
  asked?: Date | undefined;
  gets?: number;
  looks?: number;
  answering?: (() => void) | undefined;
  /** An endpoint that may not be looked at. */
  denied?: string;
}

/** An account with one endpoint in service since minute 0, which was asked last in the minute that the test says. */
function account(state: Answers): LabAccount {
  return fakeAccount({
    endpoints: {
      get: (name) => {
        state.gets = (state.gets ?? 0) + 1;
        if (name === state.denied) return Promise.reject(new Error(`${name} is denied`));
        return Promise.resolve({
          ...{ name, status: state.status ?? 'InService', failureReason: '', config: name },
          ...{ created: minutes(-9), modified: minutes(0) },
        });
      },
      config: (name) =>
        Promise.resolve({
          ...{ name, model: '', variant: 'AllTraffic', instanceType: 'ml.t2.medium', instances: 1 },
        }),
    },
    metrics: {
      lastInvocation: (endpoint, { since, until: end }) => {
        assert.deepEqual(endpoint, { name: 'cmapss-a', variant: 'AllTraffic' });
        assert.ok(end.getTime() - since.getTime() <= 1440 * 60_000, 'so many minutes at most');
        assert.equal(since.getTime() % 60_000, 0, 'whole minutes');
        state.looks = (state.looks ?? 0) + 1;
        state.answering?.();
        return Promise.resolve(state.asked);
      },
    },
  });
}

const endpoint = {
  ...{ name: 'cmapss-a', status: 'InService' as const, failureReason: '', config: 'cmapss-a' },
  ...{ created: minutes(-9), modified: minutes(0) },
};
const variant = { variant: 'AllTraffic' };

describe('Since when an endpoint has not been asked', () => {
  const since = async (asked: Date | undefined, now: Date) =>
    unusedSince(account({ asked }), endpoint, variant, now);

  it('is since the minute of the last question, or since it is in service', async () => {
    assert.deepEqual(await since(minutes(5), minutes(40)), { since: minutes(6), orLonger: false });
    assert.deepEqual(await since(undefined, minutes(40)), { since: minutes(0), orLonger: false });
    assert.deepEqual(await since(minutes(40), minutes(40)), { since: minutes(40), orLonger: false });
  });

  it('is a day or longer where there was no question in the last day', async () => {
    const now = minutes(60 * 24 * 3);
    assert.deepEqual(await since(undefined, now), { since: minutes(60 * 24 * 2), orLonger: true });
  });

  it('is asked for within as many minutes as CloudWatch takes, whatever the second', async () => {
    for (const seconds of [0, 1, 30, 59]) {
      const now = new Date(minutes(60 * 24 * 3).getTime() + seconds * 1000);
      const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
      assert.deepEqual(await since(undefined, now), { since: dayAgo, orLonger: true });
      const almostADay = { ...endpoint, modified: new Date(dayAgo.getTime() + 1000) };
      const unused = await unusedSince(account({}), almostADay, variant, now);
      assert.deepEqual(unused, { since: almostADay.modified, orLonger: false });
    }
  });

  it('is not known of an endpoint that is not in service', async () => {
    const creating = { ...endpoint, status: 'Creating' as const };
    assert.equal(await unusedSince(account({}), creating, variant, minutes(40)), undefined);
  });
});

describe('The watch over idle endpoints', () => {
  /** A watch with its clock, on one endpoint; it looks whenever it may. */
  function watched() {
    const state: Answers = { looks: 0 };
    const on = account(state);
    const world = {
      state,
      warned: [] as string[],
      failures: [] as unknown[],
      at: minutes(10),
      account: on as LabAccount | undefined,
      serving: ['cmapss-a'],
    };
    const times = new Map<string, number>();
    const watch = createIdleWatch(
      {
        account: () => world.account,
        serving: () => world.serving,
        warnedAt: (name) => times.get(name),
        warn: (_, { name, since }, now) => {
          times.set(name, now.getTime());
          world.warned.push(`${name} ${(now.getTime() - since.getTime()) / 60_000}`);
        },
        failed: (error) => world.failures.push(error),
        now: () => world.at,
      },
      { every: 0, idleAfter: 30 * 60_000 },
    );
    const looksTo = async (time: Date): Promise<void> => {
      world.at = time;
      const before = state.looks ?? 0;
      // The one after the next began when it was so late.
      await until('two looks', () => (state.looks ?? 0) >= before + 2);
    };
    return { world, watch, looksTo };
  }

  it('warns once of an endpoint that nobody has asked for half an hour, and again after it was asked', async () => {
    const { world, watch, looksTo } = watched();
    try {
      watch.wake();
      await looksTo(minutes(29));
      assert.deepEqual(world.warned, []);
      await looksTo(minutes(30));
      assert.deepEqual(world.warned, ['cmapss-a 30']);
      await looksTo(minutes(90));
      assert.equal(world.warned.length, 1, 'the same spell');
      world.state.asked = minutes(99);
      await looksTo(minutes(100));
      await looksTo(minutes(129));
      assert.equal(world.warned.length, 1);
      await looksTo(minutes(130));
      assert.deepEqual(world.warned.slice(1), ['cmapss-a 30']);
      world.state.asked = undefined;
      await looksTo(minutes(60 * 24 * 3));
      assert.equal(world.warned.length, 2, 'a spell of days is one spell');
      assert.deepEqual(world.failures, []);
    } finally {
      watch.dispose();
    }
  });

  it('asks nothing while no endpoint is known to be in service, and begins when one is', async () => {
    const { world, watch, looksTo } = watched();
    try {
      world.serving = [];
      watch.wake();
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(world.state.looks, 0);
      world.serving = ['cmapss-a'];
      watch.wake();
      await looksTo(minutes(31));
      assert.equal(world.warned.length, 1);
    } finally {
      watch.dispose();
    }
  });

  it('warns of none that is being deleted', async () => {
    const { world, watch } = watched();
    try {
      world.state.status = 'Deleting';
      world.at = minutes(50);
      watch.wake();
      await until('three looks', () => (world.state.gets ?? 0) >= 3);
      assert.deepEqual([world.warned, world.state.looks], [[], 0]);
    } finally {
      watch.dispose();
    }
  });

  it('drops what an account answers after another was chosen', async () => {
    const { world, watch, looksTo } = watched();
    try {
      const first = world.account;
      world.at = minutes(50);
      world.state.answering = () => (world.account = undefined);
      watch.wake();
      await until('a look', () => world.state.looks === 1);
      world.state.answering = undefined;
      assert.deepEqual(world.warned, []);
      world.account = first;
      watch.wake();
      await looksTo(minutes(60));
      assert.deepEqual(world.warned, ['cmapss-a 60']);
    } finally {
      watch.dispose();
    }
  });

  it('warns of the others where one endpoint cannot be looked at', async () => {
    const { world, watch, looksTo } = watched();
    try {
      world.serving = ['cmapss-denied', 'cmapss-a'];
      world.state.denied = 'cmapss-denied';
      watch.wake();
      await looksTo(minutes(50));
      assert.deepEqual(world.warned, ['cmapss-a 50']);
      assert.match(String(world.failures[0]), /cmapss-denied is denied/);
    } finally {
      watch.dispose();
    }
  });

  it('tells of a look that failed, and looks again', async () => {
    const { world, watch, looksTo } = watched();
    try {
      world.at = minutes(50);
      world.state.answering = () => {
        throw new Error('throttled');
      };
      watch.wake();
      await until('a failure', () => world.failures.length > 0);
      world.state.answering = undefined;
      await looksTo(minutes(51));
      assert.deepEqual(world.warned, ['cmapss-a 51']);
    } finally {
      watch.dispose();
    }
  });
});
