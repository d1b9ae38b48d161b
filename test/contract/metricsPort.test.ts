import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMetrics } from '../../src/aws/metrics.ts';

const minute = (count: number): number => Date.parse('2026-11-20T12:00:00Z') / 1000 + count * 60;
const date = (count: number): Date => new Date(minute(count) * 1000);

describe('The port of metrics', () => {
  let server: http.Server;
  let client: CloudWatchClient;
  let datapoints: { Timestamp: number; Sum: number; Unit: string }[];
  let asked: { readonly target: unknown; readonly body: Record<string, unknown> }[];

  before(async () => {
    server = http.createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
        asked.push({ target: request.headers['x-amz-target'], body });
        reply.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
        reply.end(JSON.stringify({ Label: 'Invocations', Datapoints: datapoints }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new CloudWatchClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    });
  });
  after(async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked = [];
  });

  const lastInvocation = () =>
    createMetrics(client).lastInvocation(
      { name: 'cmapss-a', variant: 'AllTraffic' },
      { since: date(0), until: date(60) },
    );

  it("asks for the minutes of an endpoint's variant, and takes the latest with an invocation", async () => {
    datapoints = [7, 3, 12, 9].map((count) => ({
      Timestamp: minute(count),
      Sum: count === 12 ? 0 : count,
      Unit: 'None',
    }));
    assert.deepEqual(await lastInvocation(), date(9));
    assert.deepEqual(asked, [
      {
        target: 'GraniteServiceVersion20100801.GetMetricStatistics',
        body: {
          Namespace: 'AWS/SageMaker',
          MetricName: 'Invocations',
          Dimensions: [
            { Name: 'EndpointName', Value: 'cmapss-a' },
            { Name: 'VariantName', Value: 'AllTraffic' },
          ],
          StartTime: minute(0),
          EndTime: minute(60),
          Period: 60,
          Statistics: ['Sum'],
        },
      },
    ]);
  });

  it('has no last invocation where there was none', async () => {
    datapoints = [];
    assert.equal(await lastInvocation(), undefined);
    datapoints = [{ Timestamp: minute(3), Sum: 0, Unit: 'None' }];
    assert.equal(await lastInvocation(), undefined);
  });
});
