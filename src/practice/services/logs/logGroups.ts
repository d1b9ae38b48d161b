import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { appendLines } from './logFile.ts';

/** CloudWatch's log groups for the services that write to them. */
export interface LogGroups {
  /**
   * Appends lines to a stream; makes group and stream when they are not there. Returns when a killed process would
   * not lose them. An empty line is kept as one blank: CloudWatch has no empty events.
   */
  write(group: string, stream: string, lines: readonly string[], at?: Date): void;
  groups(): LogGroup[];
  /** A group that is not there has no streams. */
  streams(group: string): LogStream[];
  /** A stream's events in the order of their times; undefined when there is no such stream. */
  events(group: string, stream: string): LogEvent[] | undefined;
  /** False when there is such a group already. */
  createGroup(group: string): boolean;
  /** False when there is no such group. */
  deleteGroup(group: string): boolean;
}

/** A log group. Times here and below are epoch milliseconds. */
export interface LogGroup {
  readonly name: string;
  readonly created: number;
}

/** A log stream; `first`, `last` and `ingested` are undefined while nothing was written to it. */
export interface LogStream {
  readonly group: string;
  readonly name: string;
  readonly created: number;
  /** Time of the earliest and of the latest event. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** When the latest event was written. */
  readonly ingested: number | undefined;
}

/** One line of a stream. */
export interface LogEvent {
  /** Its place in the order in which the stream was written, from 0: never another one's. */
  readonly index: number;
  readonly timestamp: number;
  readonly ingested: number;
  readonly message: string;
}

type StoredStream = Pick<LogStream, 'group' | 'name' | 'created'>;
type StoredEvent = [timestamp: number, ingested: number, message: string];

/**
 * The account's log groups. Groups and streams are documents of the store; the lines of a stream are a file of their
 * own, one JSON array a line, so that a chatty job does not fill the account's memory.
 */
export function createLogGroups({ store, clock }: { store: Store; clock: Clock }): LogGroups {
  const groups = store.table<LogGroup>('logGroups');
  const streams = store.table<StoredStream>('logStreams');
  const folder = store.subfolder('logs');
  const fileOf = (group: string, stream: string) =>
    path.join(folder, createHash('sha256').update(keyOf(group, stream)).digest('hex'));

  const createGroup = (name: string): boolean => {
    if (groups.has(name)) return false;
    groups.set(name, { name, created: clock.now().getTime() });
    return true;
  };
  const events = (group: string, stream: string): LogEvent[] | undefined =>
    streams.has(keyOf(group, stream)) ? readEvents(fileOf(group, stream)) : undefined;

  return {
    write: (group, stream, lines, at) => {
      const ingested = clock.now().getTime();
      createGroup(group);
      if (!streams.has(keyOf(group, stream))) {
        streams.set(keyOf(group, stream), { group, name: stream, created: ingested });
      }
      const timestamp = at?.getTime() ?? ingested;
      appendLines(
        fileOf(group, stream),
        lines.map((line) => JSON.stringify([timestamp, ingested, line || ' '] satisfies StoredEvent)),
      );
    },
    groups: () => groups.values(),
    streams: (group) =>
      streams
        .values()
        .filter((stream) => stream.group === group)
        .map((stream) => withTimes(stream, events(group, stream.name) ?? [])),
    events,
    createGroup,
    deleteGroup: (group) => {
      for (const stream of streams.values().filter((each) => each.group === group)) {
        streams.delete(keyOf(group, stream.name));
        rmSync(fileOf(group, stream.name), { force: true });
      }
      return groups.delete(group);
    },
  };
}

/** Neither name may hold a colon or a line's end (CloudWatch's rule), so this is one key for one stream. */
function keyOf(group: string, stream: string): string {
  return `${group}:${stream}`;
}

function withTimes(stream: StoredStream, events: readonly LogEvent[]): LogStream {
  return {
    ...stream,
    first: events[0]?.timestamp,
    last: events.at(-1)?.timestamp,
    ingested: events.reduce<number | undefined>(
      (last, { ingested }) => Math.max(last ?? 0, ingested),
      undefined,
    ),
  };
}

function readEvents(file: string): LogEvent[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  // What stands behind the last line's end was never acknowledged.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const [timestamp, ingested, message] = JSON.parse(line) as StoredEvent;
      return { index, timestamp, ingested, message };
    })
    .sort((a, b) => a.timestamp - b.timestamp);
}
