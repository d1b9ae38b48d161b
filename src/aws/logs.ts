import {
  GetLogEventsCommand,
  paginateDescribeLogStreams,
  ResourceNotFoundException,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Logs } from '../lab/ports/logs.ts';
import { aborting } from './aborting.ts';

/** CloudWatch Logs behind the lab's port. */
export function createLogs(client: CloudWatchLogsClient): Logs {
  return {
    streams: async (group, prefix, signal) => {
      const names: string[] = [];
      try {
        const pages = paginateDescribeLogStreams(
          { client },
          { logGroupName: group, ...(prefix ? { logStreamNamePrefix: prefix } : {}) },
          aborting(signal),
        );
        for await (const page of pages) {
          names.push(...(page.logStreams ?? []).map(({ logStreamName = '' }) => logStreamName));
        }
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
      return names;
    },
    lines: async (group, stream, token, signal) => {
      try {
        const { events = [], nextForwardToken } = await client.send(
          new GetLogEventsCommand({
            logGroupName: group,
            logStreamName: stream,
            startFromHead: true,
            ...(token === undefined ? {} : { nextToken: token }),
          }),
          aborting(signal),
        );
        return {
          lines: events.map(({ timestamp = 0, message = '' }) => ({ time: new Date(timestamp), message })),
          token: nextForwardToken,
        };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return { lines: [], token };
        throw error;
      }
    },
  };
}
