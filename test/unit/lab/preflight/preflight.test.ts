import { strict as assert } from 'node:assert';
import { runPreflight } from '../../../../src/lab/preflight/runPreflight.ts';
import { findingsWith, healthyLab, type Ills } from '../../../support/healthyLab.ts';

const denied = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('User is not authorized'), { name: 'AccessDeniedException' }));

/** The one finding that these ills bring. */
async function theFinding(ills: Ills) {
  const found = await findingsWith(ills);
  const all = Object.values(found).flat();
  assert.equal(all.length, 1, JSON.stringify(found, undefined, 1));
  return all[0]!;
}

describe('preflight', () => {
  it('finds nothing in a healthy account', async () => {
    assert.deepEqual(await findingsWith(), {});
  });

  it('names the region of an event that the account is not in', async () => {
    const finding = await theFinding({ kind: 'aws', event: { region: 'eu-west-1' } });
    assert.equal(finding.level, 'problem');
    assert.match(finding.what, /is in eu-west-1, the account is looked at in us-east-1/);
    assert.equal(finding.stage, 'survey');
  });

  it('only notes that a practice account is in another region than the event', async () => {
    const finding = await theFinding({ event: { region: 'eu-west-1' } });
    assert.equal(finding.level, 'note');
  });

  it('warns of the root user, and simulates nothing for it', async () => {
    const finding = await theFinding({
      arn: 'arn:aws:iam::123456789012:root',
      verdict: (_action, _resource, { principal }) =>
        principal.endsWith(':root') ? 'implicitDeny' : 'allowed',
    });
    assert.equal(finding.level, 'warning');
    assert.match(finding.what, /root user/);
  });

  it('warns of a clock that is minutes away from AWS', async () => {
    const finding = await theFinding({ session: { ends: undefined, clockOffset: 8 * 60_000 } });
    assert.match(finding.what, /8 minutes slow/);
    assert.match(finding.fix, /clock/);
  });

  it('warns of credentials that end before the lab does, and calls ended ones a problem', async () => {
    const inAnHour = new Date(Date.now() + 60 * 60_000 + 5000);
    const soon = await theFinding({ session: { ends: inAnHour, clockOffset: 0 } });
    assert.equal(soon.level, 'warning');
    assert.match(soon.what, /end in 60 minutes/);
    const ended = await theFinding({ session: { ends: new Date(Date.now() - 1000), clockOffset: 0 } });
    assert.equal(ended.level, 'problem');
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
    assert.deepEqual(await findingsWith({ session: { ends: tomorrow, clockOffset: 0 } }), {});
  });

  it("says which region the buckets' names speak of when the rest is not in this one", async () => {
    const nothing = { list: () => Promise.resolve([]) };
    const { resources = [] } = await findingsWith({
      region: 'eu-west-1',
      event: { region: 'eu-west-1' },
      ports: { streams: nothing, crawlers: nothing, jobs: nothing },
    });
    const [first] = resources;
    assert.equal(first?.level, 'warning');
    assert.match(first.what, /names of the lab's buckets speak of us-east-1, and .* in eu-west-1\.$/);
    assert.deepEqual([first.fix, first.action], ['Choose the account in us-east-1.', 'chooseAccount']);
  });

  it('names what nobody may list as not checked, and looks at everything else', async () => {
    const found = await findingsWith({ ports: { streams: { list: denied } } });
    const [finding] = found.resources ?? [];
    assert.equal(finding?.level, 'notChecked');
    assert.match(finding.what, /delivery stream called streaming_submissions-\*/);
    assert.equal(found.stream?.[0]?.level, 'notChecked');
    assert.match(found.stream[0].why, /listing it was denied/);
    assert.equal(found.job, undefined);
  });

  it('names a check that the account does not answer as not checked, with its words', async () => {
    const broken = () => Promise.reject(new Error('The wire is cut'));
    const finding = await theFinding({ ports: { workGroups: { get: broken } } });
    assert.equal(finding.level, 'notChecked');
    assert.match(finding.why, /The wire is cut/);
    assert.equal(finding.stage, 'split');
  });

  it('tells each result as it is there, and ends with the reason of the signal', async () => {
    const { context } = healthyLab();
    const input = context;
    const told: string[] = [];
    const all = await runPreflight(input, ({ id }) => told.push(id), new AbortController().signal);
    assert.deepEqual([...told].sort(), all.map(({ id }) => id).sort());
    const stop = new AbortController();
    const run = runPreflight(input, () => stop.abort(), stop.signal);
    await assert.rejects(run, { name: 'AbortError' });
  });
});
