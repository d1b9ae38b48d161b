import assert from 'node:assert/strict';
import { labCosts } from '../../../../src/lab/costs/labCosts.ts';
import { defaultEvent } from '../../../../src/lab/event.ts';
import { costDocument, costReport } from '../../../../src/lab/report/costReport.ts';
import { costlyAccount, now } from '../../../support/costlyAccount.ts';

const account = costlyAccount();
const costs = () => labCosts({ account, event: defaultEvent, now });

describe('The report of costs in a terminal', () => {
  it('has a row for each thing, how each was reckoned, and what it comes to', async () => {
    const text = costReport(await costs(), account, 'npm run …').join('\n');
    assert.match(text, /^What +Name +Since \(UTC\) +So far +An hour now\n/);
    assert.match(text, /\nEndpoint +cmapss-endpoint +2026-11-20 09:00 +\$0\.34 +\$0\.112\n/);
    assert.match(
      text,
      /\nEndpoint cmapss-endpoint: 2 × ml\.t2\.medium at \$0\.056 an hour, since it was made\.\n/,
    );
    assert.match(text, /\nMore than \$\d+\.\d\d so far, and \$5\.\d+ an hour now\./);
  });

  it('reckons nothing where nothing is paid, and says about how much only of what is more than a cent', async () => {
    const all = await costs();
    const [line] = all.lines;
    assert.ok(line);
    const empty = { ...line, kind: 'storage', name: 'an-empty-bucket', soFar: 0, perHour: 0 } as const;
    const report = (soFar: number): string =>
      costReport({ ...all, lines: [empty], soFar, perHour: 0, unpriced: 0 }, account, '').join('\n');
    assert.match(report(0), /^S3 storage +an-empty-bucket .*nothing +nothing$/m);
    assert.doesNotMatch(report(0), /an-empty-bucket:/);
    assert.match(report(0), /^Nothing so far, and nothing an hour now\.$/m);
    assert.match(report(0.001), /^Less than \$0\.01 so far, /m);
    assert.match(report(0.5), /^About \$0\.50 so far, /m);
  });

  it('names the command that deletes an idle endpoint', async () => {
    const lines = costReport(await costs(), account, 'npm run lab -- --only cleanUp');
    const idle = lines.filter((line) => line.startsWith('Idle:'));
    assert.deepEqual(idle, [
      'Idle: nobody has asked the endpoint cmapss-endpoint for 59 minutes; delete it with: npm run lab -- --only cleanUp',
    ]);
  });

  it('is a document with numbers, in which nothing stands for what is not known', async () => {
    const document = JSON.parse(JSON.stringify(costDocument(await costs(), account))) as ReturnType<
      typeof costDocument
    >;
    assert.deepEqual(document.account, { kind: 'aws', id: '123456789012', region: 'us-east-1' });
    assert.equal(document.charged, true);
    const transform = document.lines.find(({ kind }) => kind === 'transform');
    assert.equal(transform?.soFar, null);
    const endpoint = document.lines.find(({ kind }) => kind === 'endpoint');
    assert.ok(Math.abs((endpoint?.soFar ?? 0) - 0.336) < 1e-9);
    assert.equal(document.idle[0]?.perHour, 0.112);
    const sum = document.lines.reduce((total, { soFar }) => total + (soFar ?? 0), 0);
    assert.ok(Math.abs(document.soFar - sum) < 1e-9);
  });
});
