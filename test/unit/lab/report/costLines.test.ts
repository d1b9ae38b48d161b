import assert from 'node:assert/strict';
import { defaultEvent, type LabEvent } from '../../../../src/lab/event.ts';
import { stageIds } from '../../../../src/lab/stages.ts';
import { costLines, timeAndCost } from '../../../../src/lab/report/costLines.ts';

describe('what the lab says it costs on AWS', () => {
  it('is a figure for each stage that is paid for, and their sum', () => {
    const lines = costLines(stageIds, defaultEvent);
    const amounts = lines.slice(0, -1).map((line) => / {2}\$?([\d.]+)(?! an hour) {2}/.exec(line)?.[1]);
    assert.equal(lines.length, 10);
    assert.match(lines[0]!, /^ {2}Publish Data +\$0\.02 +Firehose/);
    assert.match(lines[5]!, /^ {2}Train Model +less than \$0\.01 +.*ml\.m5\.large$/);
    assert.match(lines[6]!, /^ {2}Deploy Endpoint +\$0\.056 an hour +.*ml\.t2\.medium, until it is deleted$/);
    assert.match(
      lines[7]!,
      /^ {2}Tune Model +\$0\.10 +SageMaker tuning job, 10 training jobs of about 5 minutes/,
    );
    assert.match(
      lines[8]!,
      /^ {2}Train Capped Models +\$0\.04 +SageMaker, 2 training and as many transform jobs/,
    );
    const sum = amounts.reduce((all, amount) => all + Number(amount ?? 0), 0);
    const said = Number(/about \$([\d.]+), and \$0\.056 for each hour/.exec(lines.at(-1)!)?.[1]);
    assert.ok(Math.abs(sum - said) < 0.03, `${sum} ${said}`);
  });

  it('is nothing for stages that cost nothing', () => {
    assert.deepEqual(costLines(['survey', 'prepareJob', 'cleanUp'], defaultEvent), []);
  });

  it('is said to the cent, and once, for one stage', () => {
    const { time, cost } = timeAndCost(['runEtl'], defaultEvent);
    assert.equal(time, 'It takes about 3 minutes.');
    assert.deepEqual(cost, [
      'It costs money, by estimate: $0.22 (Glue job run, about 3 minutes of 10 workers; prices of us-east-1, without tax).',
    ]);
    assert.match(timeAndCost(['deploy'], defaultEvent).cost[0]!, /estimate: \$0\.056 an hour \(/);
    assert.match(timeAndCost(['split'], defaultEvent).cost[0]!, /estimate: less than \$0\.01 \(/);
    assert.deepEqual(timeAndCost(['prepareJob'], defaultEvent).cost, []);
  });

  it('names the minutes and the price of each of several stages, and the sum', () => {
    const { time, cost } = timeAndCost(['publish', 'prepareJob', 'runEtl'], defaultEvent);
    assert.equal(time, 'It takes about 8 minutes.');
    assert.equal(cost.length, 4);
    assert.match(cost[1]!, /^• Publish Data: 4 minutes, \$0\.02 \(Firehose/);
    assert.equal(cost[3], 'Together about $0.24; prices of us-east-1, without tax.');
  });

  it('owns up to a price that is not known', () => {
    const event: LabEvent = { ...defaultEvent, endpoint: { instanceType: 'ml.p9.huge' } };
    assert.match(costLines(['deploy'], event)[0]!, /see AWS for the price/);
    assert.match(timeAndCost(['deploy'], event).cost[0]!, /see AWS for the price/);
  });
});
