import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import * as model from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../awsError.ts';
import { accountId, region } from '../../identity.ts';
import type { RunningService } from '../../service.ts';
import { filterLogEvents, getLogEvents } from './logEvents.ts';
import type { LogGroup, LogGroups, LogStream } from './logGroups.ts';
import { limitOf, pageOf } from './paging.ts';

/** CloudWatch Logs: what the account's jobs and training runs printed. */
export function logsService({ logs }: { logs: LogGroups }): RunningService {
  return {
    services: [
      {
        signingName: 'logs',
        title: 'CloudWatch Logs',
        wire: { protocol: 'json', target: 'Logs_20140328' },
        model,
        operations: {
          CreateLogGroup: (input: CreateLogGroupRequest) => {
            createLogGroup(logs, input);
          },
          DeleteLogGroup: ({ logGroupName = '' }: DeleteLogGroupRequest) => {
            if (!logs.deleteGroup(logGroupName)) throw noSuchGroup();
          },
          DescribeLogGroups: (input: DescribeLogGroupsRequest) => describeLogGroups(logs, input),
          DescribeLogStreams: (input: DescribeLogStreamsRequest) => describeLogStreams(logs, input),
          GetLogEvents: (input: model.GetLogEventsRequest) =>
            getLogEvents(logs, groupNamed(logs, input), input),
          FilterLogEvents: (input: model.FilterLogEventsRequest) =>
            filterLogEvents(logs, groupNamed(logs, input), input),
        },
        refuses: [
          'Only the account’s own services write log events: there is no PutLogEvents.',
          'Events are kept until their group is deleted: there is no retention, and no encryption by a key.',
          'Filter patterns are terms and phrases; JSON, space-delimited and regular-expression patterns are refused.',
          'There are no queries of Logs Insights, no metric filters, subscriptions, exports or live tails.',
        ],
      },
    ],
    close: () => Promise.resolve(),
  };
}

function createLogGroup(logs: LogGroups, { logGroupName = '', kmsKeyId }: CreateLogGroupRequest): void {
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(logGroupName)) {
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value '${logGroupName}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  if (kmsKeyId !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'The practice account does not encrypt log groups by a key.',
    );
  }
  if (!logs.createGroup(logGroupName)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
  }
}

function describeLogGroups(logs: LogGroups, input: DescribeLogGroupsRequest): DescribeLogGroupsResponse {
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '', nextToken } = input;
  if (prefix && pattern) {
    throw new AwsError(
      'InvalidParameterException',
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  const found = logs
    .groups()
    .filter(({ name }) => name.startsWith(prefix) && name.includes(pattern))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, ...next } = pageOf(found, nextToken, limitOf(input.limit, 50));
  return { logGroups: page.map(describeGroup), ...next };
}

function describeGroup({ name, created }: LogGroup): model.LogGroup {
  return {
    logGroupName: name,
    creationTime: created,
    metricFilterCount: 0,
    arn: `${groupArn(name)}:*`,
    logGroupArn: groupArn(name),
    logGroupClass: 'STANDARD',
  };
}

function describeLogStreams(logs: LogGroups, input: DescribeLogStreamsRequest): DescribeLogStreamsResponse {
  const { logStreamNamePrefix: prefix = '', orderBy = 'LogStreamName', nextToken } = input;
  if (prefix && orderBy === 'LastEventTime') {
    throw new AwsError(
      'InvalidParameterException',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  }
  const byName = (a: LogStream, b: LogStream) => (a.name < b.name ? -1 : 1);
  const byTime = (a: LogStream, b: LogStream) =>
    (a.last ?? a.created) - (b.last ?? b.created) || byName(a, b);
  const found = logs
    .streams(groupNamed(logs, input))
    .filter(({ name }) => name.startsWith(prefix))
    .sort(orderBy === 'LastEventTime' ? byTime : byName);
  if (input.descending) found.reverse();
  const { page, ...next } = pageOf(found, nextToken, limitOf(input.limit, 50));
  return { logStreams: page.map(describeStream), ...next };
}

function describeStream(stream: LogStream): model.LogStream {
  return {
    logStreamName: stream.name,
    creationTime: stream.created,
    ...(stream.first === undefined ? {} : { firstEventTimestamp: stream.first }),
    ...(stream.last === undefined ? {} : { lastEventTimestamp: stream.last }),
    ...(stream.ingested === undefined ? {} : { lastIngestionTime: stream.ingested }),
    arn: `${groupArn(stream.group)}:log-stream:${stream.name}`,
  };
}

/** The group a request names, by name or by ARN. Throws as CloudWatch does when it names none, or one that is not there. */
function groupNamed(
  logs: LogGroups,
  input: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
): string {
  const { logGroupName, logGroupIdentifier } = input;
  const identifier = logGroupName ?? logGroupIdentifier;
  if (identifier === undefined || (logGroupName !== undefined && logGroupIdentifier !== undefined)) {
    throw new AwsError(
      'InvalidParameterException',
      'Exactly one of logGroupName and logGroupIdentifier must be given.',
    );
  }
  const name = identifier.replace(/^arn:aws:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
  if (!logs.groups().some((group) => group.name === name)) throw noSuchGroup();
  return name;
}

function noSuchGroup(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
}

function groupArn(name: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
}
