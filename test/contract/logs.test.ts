import {
  CloudWatchLogs,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '../../src/practice/clock.ts';
import { startServer, type RunningServer } from '../../src/practice/server.ts';
import { createLogGroups, type LogGroups } from '../../src/practice/services/logs/logGroups.ts';
import { logsService } from '../../src/practice/services/logs/logsService.ts';
import { openStore } from '../../src/practice/store/store.ts';

const credentials = { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'secret' };
const group = '/aws-glue/jobs/output';
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

describe('CloudWatch Logs', () => {
  let folder: string;
  let logs: LogGroups;
  let server: RunningServer;
  let client: CloudWatchLogs;

  /** What a process has that is started on the store; the one before is as if killed. */
  const open = () => {
    logs = createLogGroups({ store: openStore(folder), clock: createClock(0) });
  };
  before(async () => {
    const services = () => Promise.resolve(logsService({ logs }).services);
    server = await startServer({ services, credentials, clock: createClock(0) }, 0);
    client = new CloudWatchLogs({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: 'us-east-1',
      credentials: { ...credentials },
      maxAttempts: 1,
    });
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'logs-'));
    open();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const messages = async (logStreamName: string, more: object = {}) => {
    const reply = await client.getLogEvents({ logGroupName: group, logStreamName, ...more });
    return { ...reply, lines: reply.events?.map(({ message }) => message) };
  };

  it('has every line that was acknowledged after its process was killed, and goes on behind it', async () => {
    logs.write(group, 's', ['one', 'two\nlines', '', 'ünï'], at(1));
    const file = path.join(folder, 'logs', readdirSync(path.join(folder, 'logs'))[0]!);
    appendFileSync(file, '[1767225601000,1767225601000,"torn');
    open();
    assert.deepEqual((await messages('s')).lines, ['one', 'two\nlines', ' ', 'ünï']);
    logs.write(group, 's', ['after'], at(2));
    assert.deepEqual((await messages('s')).lines, ['one', 'two\nlines', ' ', 'ünï', 'after']);
  });

  describe('GetLogEvents', () => {
    beforeEach(() => {
      for (let second = 0; second < 10; second += 1) logs.write(group, 's', [`line ${second}`], at(second));
    });

    it('goes forward from the head to the end, where it gives the same token back', async () => {
      const first = await messages('s', { startFromHead: true, limit: 6 });
      assert.deepEqual(first.lines, ['line 0', 'line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
      const rest = await messages('s', { nextToken: first.nextForwardToken, limit: 6 });
      assert.deepEqual(rest.lines, ['line 6', 'line 7', 'line 8', 'line 9']);
      const end = await messages('s', { nextToken: rest.nextForwardToken });
      assert.deepEqual(end.lines, []);
      assert.equal(end.nextForwardToken, rest.nextForwardToken);
      logs.write(group, 's', ['new'], at(60));
      const later = await messages('s', { nextToken: end.nextForwardToken });
      assert.deepEqual(later.lines, ['new']);
    });

    it('gives a token for a stream that has no line yet, and the same again until it has one', async () => {
      logs.write(group, 'fresh', []);
      const first = await messages('fresh', { startFromHead: true });
      assert.deepEqual(first.lines, []);
      const again = await messages('fresh', { nextToken: first.nextForwardToken });
      assert.equal(again.nextForwardToken, first.nextForwardToken);
      logs.write(group, 'fresh', ['begun'], at(1));
      const begun = await messages('fresh', { nextToken: again.nextForwardToken });
      assert.deepEqual(begun.lines, ['begun']);
      assert.notEqual(begun.nextForwardToken, again.nextForwardToken);
    });

    it('begins with the latest lines and goes backward, each page oldest first', async () => {
      const last = await messages('s', { limit: 4 });
      assert.deepEqual(last.lines, ['line 6', 'line 7', 'line 8', 'line 9']);
      const before = await messages('s', { nextToken: last.nextBackwardToken, limit: 4 });
      assert.deepEqual(before.lines, ['line 2', 'line 3', 'line 4', 'line 5']);
      const head = await messages('s', { nextToken: before.nextBackwardToken, limit: 4 });
      assert.deepEqual(head.lines, ['line 0', 'line 1']);
      const none = await messages('s', { nextToken: head.nextBackwardToken });
      assert.deepEqual(none.lines, []);
      assert.equal(none.nextBackwardToken, head.nextBackwardToken);
    });

    it('takes the times from, inclusive, and to, exclusive', async () => {
      const times = { startTime: at(2).getTime(), endTime: at(4).getTime() };
      assert.deepEqual((await messages('s', times)).lines, ['line 2', 'line 3']);
      const { events } = await messages('s', times);
      assert.equal(events?.[0]?.timestamp, at(2).getTime());
      assert.ok((events[0].ingestionTime ?? 0) > at(9).getTime());
    });

    it('orders lines by their time, whenever they were written', async () => {
      logs.write(group, 'late', ['second'], at(2));
      logs.write(group, 'late', ['first'], at(1));
      assert.deepEqual((await messages('late')).lines, ['first', 'second']);
    });

    it('sends no more than a mebibyte at a time', async () => {
      logs.write(
        group,
        'big',
        Array.from({ length: 5 }, () => 'x'.repeat(400_000)),
        at(1),
      );
      const first = await messages('big', { startFromHead: true });
      assert.equal(first.lines?.length, 2);
      const second = await messages('big', { nextToken: first.nextForwardToken });
      const third = await messages('big', { nextToken: second.nextForwardToken });
      assert.equal(second.lines?.length, 2);
      assert.equal(third.lines?.length, 1);
    });

    it('refuses a group or a stream that is not there, and a token it did not give', async () => {
      await assert.rejects(messages('none'), (error) => {
        assert.ok(error instanceof ResourceNotFoundException);
        assert.equal(error.message, 'The specified log stream does not exist.');
        return true;
      });
      await assert.rejects(client.getLogEvents({ logGroupName: '/none', logStreamName: 's' }), {
        name: 'ResourceNotFoundException',
        message: 'The specified log group does not exist.',
      });
      for (const nextToken of ['x', 'f/1', 'b/x/s']) {
        await assert.rejects(messages('s', { nextToken }), { name: 'InvalidParameterException' });
      }
      await assert.rejects(messages('s', { limit: 10_001 }), { name: 'InvalidParameterException' });
      await assert.rejects(client.getLogEvents({ logStreamName: 's' }), {
        name: 'InvalidParameterException',
      });
    });

    it('takes a group by its ARN too', async () => {
      const { logGroups = [] } = await client.describeLogGroups();
      const { events = [] } = await client.getLogEvents({
        logGroupIdentifier: logGroups[0]?.logGroupArn,
        logStreamName: 's',
      });
      assert.equal(events.length, 10);
    });
  });

  describe('FilterLogEvents', () => {
    beforeEach(() => {
      logs.write(group, 'job-1', ['INFO start', 'ERROR code 7: "disk full"'], at(1));
      logs.write(group, 'job-2', ['WARN slow'], at(2));
      logs.write(group, 'job-1', ['INFO ERROR-free end'], at(3));
      logs.write(group, 'other', ['ERROR elsewhere'], at(4));
    });
    const found = async (filterPattern: string, more: object = {}) => {
      const { events = [] } = await client.filterLogEvents({ logGroupName: group, filterPattern, ...more });
      return events.map(({ message }) => message);
    };

    it('finds terms, phrases, what leaves a term out, and one of several', async () => {
      assert.deepEqual(await found('ERROR code'), ['ERROR code 7: "disk full"']);
      assert.deepEqual(await found('"INFO start"'), ['INFO start']);
      assert.deepEqual(await found(String.raw`"\"disk full\""`), ['ERROR code 7: "disk full"']);
      assert.deepEqual(await found('ERROR -INFO'), ['ERROR code 7: "disk full"', 'ERROR elsewhere']);
      assert.deepEqual(await found('-ERROR'), ['INFO start', 'WARN slow']);
      assert.deepEqual(await found('?WARN ?start'), ['INFO start', 'WARN slow']);
      assert.deepEqual(await found('error'), []);
      assert.equal((await found('')).length, 5);
    });

    it('takes times, both inclusive, and streams by name or prefix', async () => {
      assert.deepEqual(await found('', { startTime: at(2).getTime(), endTime: at(3).getTime() }), [
        'WARN slow',
        'INFO ERROR-free end',
      ]);
      assert.deepEqual(await found('', { logStreamNames: ['job-2', 'other'] }), [
        'WARN slow',
        'ERROR elsewhere',
      ]);
      assert.equal((await found('', { logStreamNamePrefix: 'job-' })).length, 4);
      await assert.rejects(found('', { logStreamNames: ['none'] }), { name: 'ResourceNotFoundException' });
    });

    it('gives pages, and each event its stream and an id of its own', async () => {
      const ids: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await client.filterLogEvents({ logGroupName: group, limit: 2, nextToken });
        assert.ok((page.events?.length ?? 0) <= 2);
        for (const { eventId = '', logStreamName } of page.events ?? [])
          ids.push(`${logStreamName ?? ''} ${eventId}`);
        nextToken = page.nextToken;
      } while (nextToken);
      assert.equal(new Set(ids).size, 5);
      assert.deepEqual(
        ids.map((id) => id.split(' ')[0]),
        ['job-1', 'job-1', 'job-2', 'job-1', 'other'],
      );
    });

    it('refuses the patterns it does not do', async () => {
      for (const pattern of ['{ $.a = 1 }', '[a, b]', '%x%', 'a"b', '"open', 'a=b']) {
        await assert.rejects(found(pattern), { name: 'InvalidParameterException' }, pattern);
      }
    });
  });

  it('describes streams by name or by their last event, either way round, in pages', async () => {
    logs.write(group, 'b', ['x'], at(1));
    logs.write(group, 'c', ['x', 'y'], at(3));
    logs.write(group, 'a', ['x'], at(2));
    const names = async (more: object = {}) => {
      const { logStreams = [] } = await client.describeLogStreams({ logGroupName: group, ...more });
      return logStreams.map(({ logStreamName }) => logStreamName);
    };
    assert.deepEqual(await names(), ['a', 'b', 'c']);
    assert.deepEqual(await names({ orderBy: 'LastEventTime', descending: true }), ['c', 'a', 'b']);
    assert.deepEqual(await names({ logStreamNamePrefix: 'b' }), ['b']);
    const first = await client.describeLogStreams({ logGroupName: group, limit: 2 });
    assert.deepEqual(await names({ nextToken: first.nextToken }), ['c']);
    const { logStreams = [] } = await client.describeLogStreams({
      logGroupName: group,
      logStreamNamePrefix: 'c',
    });
    assert.equal(logStreams[0]?.lastEventTimestamp, at(3).getTime());
    assert.equal(logStreams[0].arn, `arn:aws:logs:us-east-1:123456789012:log-group:${group}:log-stream:c`);
    await assert.rejects(names({ orderBy: 'LastEventTime', logStreamNamePrefix: 'b' }), {
      name: 'InvalidParameterException',
    });
  });

  it('makes, lists and deletes groups', async () => {
    await client.createLogGroup({ logGroupName: '/b' });
    logs.write('/a', 's', ['x']);
    await assert.rejects(client.createLogGroup({ logGroupName: '/a' }), (error) => {
      assert.ok(error instanceof ResourceAlreadyExistsException);
      return true;
    });
    await assert.rejects(client.createLogGroup({ logGroupName: 'a b' }), {
      name: 'InvalidParameterException',
    });
    const { logGroups = [] } = await client.describeLogGroups();
    assert.deepEqual(
      logGroups.map(({ logGroupName }) => logGroupName),
      ['/a', '/b'],
    );
    await client.deleteLogGroup({ logGroupName: '/a' });
    await assert.rejects(client.deleteLogGroup({ logGroupName: '/a' }), {
      name: 'ResourceNotFoundException',
    });
    await client.createLogGroup({ logGroupName: '/a' });
    assert.deepEqual((await client.describeLogStreams({ logGroupName: '/a' })).logStreams, []);
  });
});
