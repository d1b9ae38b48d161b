import type {
  FilteredLogEvent,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { createHash } from 'node:crypto';
import { AwsError } from '../../awsError.ts';
import { messageFilter } from './filterPattern.ts';
import type { LogEvent, LogGroups } from './logGroups.ts';
import { limitOf, pageOf, placeOf, tokenOf } from './paging.ts';

const mostEvents = 10_000;
/** A reply holds at most 1 MiB of events, each counted as its message and 26 bytes. */
const mostBytes = 1024 * 1024;
const overhead = 26;

/**
 * One page of a stream's events, oldest first. Without a token it begins at the head or ends at the tail; a forward
 * token goes on behind a page, a backward one before it. At either end the token given comes back, as on AWS.
 */
export function getLogEvents(
  logs: LogGroups,
  group: string,
  input: GetLogEventsRequest,
): GetLogEventsResponse {
  const events = eventsOf(logs, group, input.logStreamName ?? '');
  const limit = limitOf(input.limit, mostEvents);
  const { startTime = -Infinity, endTime = Infinity, nextToken: token } = input;
  const low = placeWhere(events, ({ timestamp }) => timestamp >= startTime);
  const high = Math.max(
    low,
    placeWhere(events, ({ timestamp }) => timestamp >= endTime),
  );
  const within = (place: number) => Math.min(Math.max(place, low), high);

  let from: number;
  let to: number;
  const forward = token === undefined ? input.startFromHead === true : token.startsWith('f/');
  if (forward) {
    from = token === undefined ? low : within(placeOf(token, 'f'));
    to = from + fitting(events.slice(from, Math.min(from + limit, high)));
  } else {
    to = token === undefined ? high : within(placeOf(token, 'b'));
    from = to - fitting(events.slice(Math.max(to - limit, low), to).reverse());
  }
  return {
    events: events.slice(from, to).map(({ timestamp, message, ingested }) => ({
      timestamp,
      message,
      ingestionTime: ingested,
    })),
    nextForwardToken: tokenOf(to, 'f'),
    nextBackwardToken: tokenOf(from, 'b'),
  };
}

/** The events of a group's streams whose messages match a pattern, in the order of their times, a page at a time. */
export function filterLogEvents(
  logs: LogGroups,
  group: string,
  input: FilterLogEventsRequest,
): FilterLogEventsResponse {
  const { startTime = -Infinity, endTime = Infinity } = input;
  const matches = messageFilter(input.filterPattern ?? '');
  const found = streamsOf(logs, group, input)
    .flatMap((stream) => eventsOf(logs, group, stream).map((event) => ({ stream, ...event })))
    .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && matches(message))
    .sort((a, b) => a.timestamp - b.timestamp);
  const limit = limitOf(input.limit, mostEvents);
  const start = input.nextToken === undefined ? 0 : placeOf(input.nextToken, 'n');
  const { page, ...next } = pageOf(
    found,
    input.nextToken,
    Math.max(1, fitting(found.slice(start, start + limit))),
  );
  return {
    events: page.map(({ stream, timestamp, message, ingested, index }): FilteredLogEvent => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime: ingested,
      eventId: eventId(stream, timestamp, index),
    })),
    searchedLogStreams: [],
    ...next,
  };
}

function streamsOf(logs: LogGroups, group: string, input: FilterLogEventsRequest): string[] {
  const { logStreamNames: names, logStreamNamePrefix: prefix = '' } = input;
  if (names?.length && prefix) {
    throw new AwsError(
      'InvalidParameterException',
      'LogStreamNamePrefix and LogStreamNames are mutually exclusive.',
    );
  }
  return names?.length
    ? names
    : logs
        .streams(group)
        .map(({ name }) => name)
        .filter((name) => name.startsWith(prefix));
}

function eventsOf(logs: LogGroups, group: string, stream: string): LogEvent[] {
  const events = logs.events(group, stream);
  if (!events) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return events;
}

/** How many of the events, counted from the first, one reply holds: at least one. */
function fitting(events: readonly LogEvent[]): number {
  let bytes = 0;
  const tooMany = events.findIndex(
    ({ message }) => (bytes += Buffer.byteLength(message) + overhead) > mostBytes,
  );
  return tooMany < 0 ? events.length : Math.max(1, tooMany);
}

function placeWhere(events: readonly LogEvent[], holds: (event: LogEvent) => boolean): number {
  const place = events.findIndex(holds);
  return place < 0 ? events.length : place;
}

/** Digits only, as CloudWatch's are: the time, the stream, the place in the stream. */
function eventId(stream: string, timestamp: number, index: number): string {
  const streamDigits = createHash('sha256').update(stream).digest().readBigUInt64BE(0).toString();
  return `${timestamp}${streamDigits.padStart(20, '0')}${String(index).padStart(10, '0')}`.padStart(56, '0');
}
