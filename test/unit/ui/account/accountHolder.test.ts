import assert from 'node:assert/strict';
import type { AccountChoice, OpenAccount } from '../../../../src/lab/ports/accounts.ts';
import { AccountChanged, createAccountHolder } from '../../../../src/ui/account/accountHolder.ts';
import type { SessionState } from '../../../../src/ui/account/session.ts';

const practice: AccountChoice = { kind: 'practice' };
const profile: AccountChoice = { kind: 'profile', profile: 'event', region: 'us-east-1' };

/** An account that can be told to end, and knows whether it was closed. */
interface TestAccount extends OpenAccount {
  readonly of: AccountChoice;
  closed: boolean;
  end(): void;
}

/** A holder whose openings wait until they are let go or refused. */
function holderOf() {
  const states: SessionState['kind'][] = [];
  const openings: {
    readonly signal: AbortSignal;
    succeed(): TestAccount;
    fail(error: Error): void;
  }[] = [];
  const holder = createAccountHolder(
    practice,
    (choice, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        openings.push({
          signal,
          succeed: () => {
            const account = accountOf(choice);
            resolve(account);
            return account;
          },
          fail: reject,
        });
      }),
    (state) => states.push(state.kind),
  );
  return { holder, states, openings };
}

function accountOf(of: AccountChoice): TestAccount {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const account: TestAccount = {
    account: {} as OpenAccount['account'],
    of,
    over,
    closed: false,
    end: () => end(),
    close: () => {
      account.closed = true;
      end();
    },
  };
  return account;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what holds the account of a window', () => {
  it('opens nothing until somebody asks', () => {
    const { holder, openings, states } = holderOf();
    assert.equal(openings.length, 0);
    assert.deepEqual(holder.state, { kind: 'closed', choice: practice });
    assert.deepEqual(states, []);
  });

  it('opens once for all who ask at the same time, and for all who ask later', async () => {
    const { holder, openings, states } = holderOf();
    const asks = [holder.open(), holder.open(new AbortController().signal)];
    const account = openings[0]!.succeed();
    assert.deepEqual(await Promise.all(asks), [account, account]);
    assert.equal(await holder.open(), account);
    assert.equal(openings.length, 1);
    assert.deepEqual(states, ['opening', 'open']);
  });

  it('does not open twice for somebody who asks as soon as he is told of an opening', async () => {
    let asked = 0;
    const account = accountOf(practice);
    const holder = createAccountHolder(
      practice,
      () => {
        asked += 1;
        return Promise.resolve(account);
      },
      () => void holder.open(),
    );
    assert.equal(await holder.open(), account);
    await turn();
    assert.equal(asked, 1);
  });

  it('tells why it failed, and tries again at the next ask', async () => {
    const { holder, openings, states } = holderOf();
    const ask = holder.open();
    openings[0]!.fail(new Error('The practice account in /x did not start: no space'));
    await assert.rejects(ask, /no space/);
    const { state } = holder;
    assert.match(state.kind === 'failed' ? state.failure.why : state.kind, /no space/);
    const again = holder.open();
    const account = openings[1]!.succeed();
    assert.equal(await again, account);
    assert.deepEqual(states, ['opening', 'failed', 'opening', 'open']);
  });

  it('goes on opening for the others when one gives up waiting', async () => {
    const { holder, openings } = holderOf();
    const impatient = new AbortController();
    const first = holder.open(impatient.signal);
    const second = holder.open();
    impatient.abort();
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal(openings[0]!.signal.aborted, false);
    const account = openings[0]!.succeed();
    assert.equal(await second, account);
  });

  it('ends an opening that nobody waits for any more, and opens anew when asked', async () => {
    const { holder, openings, states } = holderOf();
    const impatient = new AbortController();
    const ask = holder.open(impatient.signal);
    impatient.abort();
    await assert.rejects(ask, { name: 'AbortError' });
    assert.equal(openings[0]!.signal.aborted, true);
    await turn();
    assert.deepEqual(states, ['opening', 'closed']);
    const again = holder.open();
    const account = openings[1]!.succeed();
    assert.equal(await again, account);
  });

  it('closes what is open when another account is chosen', async () => {
    const { holder, openings } = holderOf();
    const ask = holder.open();
    const account = openings[0]!.succeed();
    await ask;
    holder.choose(profile);
    assert.equal(account.closed, true);
    assert.deepEqual(holder.state, { kind: 'closed', choice: profile });
    const next = holder.open();
    openings[1]!.succeed();
    assert.equal(((await next) as TestAccount).of, profile);
    await turn();
    assert.equal(holder.state.kind, 'open');
  });

  it('gives nobody the old account when another one is chosen while it opens', async () => {
    const { holder, openings, states } = holderOf();
    const ask = holder.open();
    holder.choose(profile);
    await assert.rejects(ask, AccountChanged);
    assert.equal(openings[0]!.signal.aborted, true);
    assert.deepEqual(states, ['opening', 'closed']);
  });

  it('closes an account that opens although nobody wants it any more', async () => {
    const account = accountOf(practice);
    let arrive: (account: TestAccount) => void = () => undefined;
    const holder = createAccountHolder(
      practice,
      () => new Promise<TestAccount>((resolve) => (arrive = resolve)),
      () => undefined,
    );
    const ask = holder.open();
    holder.choose(profile);
    arrive(account);
    await assert.rejects(ask, AccountChanged);
    assert.equal(account.closed, true);
    assert.equal(holder.state.kind, 'closed');
  });

  it('is closed when the account ends by itself, and opens it anew when asked', async () => {
    const { holder, openings, states } = holderOf();
    const ask = holder.open();
    const account = openings[0]!.succeed();
    await ask;
    account.end();
    await turn();
    assert.equal(account.closed, true);
    assert.deepEqual(states, ['opening', 'open', 'closed']);
    const again = holder.open();
    openings[1]!.succeed();
    assert.notEqual(await again, account);
  });
});
