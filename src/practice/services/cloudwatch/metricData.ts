import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { checkPeriod, invalidValue, minutesOf, timesOf } from './metricRequests.ts';
import type { Metrics } from './metrics.ts';
import { periodsOf, statistics } from './statistics.ts';

/** Values of several metrics, as GetMetricData answers: all at once, without expressions. Throws CloudWatch's errors. */
export function metricData(metrics: Metrics, input: GetMetricDataInput): GetMetricDataOutput {
  const within = timesOf(input.StartTime, input.EndTime);
  const queries = input.MetricDataQueries ?? [];
  const ids = queries.map(({ Id = '' }) => Id);
  const wrong = ids.find((id) => !/^[a-z][a-zA-Z0-9_]*$/.test(id));
  if (wrong !== undefined) throw invalid(`Invalid metric query id "${wrong}".`);
  if (new Set(ids).size < ids.length)
    throw invalid('The values for parameter id in MetricDataQueries are not unique.');
  if (input.NextToken !== undefined) throw invalidValue('The parameter NextToken is not valid.');
  const isAscending = input.ScanBy === 'TimestampAscending';
  return {
    MetricDataResults: queries
      .filter(({ ReturnData: isReturned = true }) => isReturned)
      .map((query) => resultOf(metrics, query, within, isAscending)),
    Messages: [],
  };
}

function resultOf(
  metrics: Metrics,
  { Id, Label, MetricStat: asked, Expression: expression }: MetricDataQuery,
  within: { readonly start: number; readonly end: number },
  isAscending: boolean,
): MetricDataResult {
  if (expression !== undefined)
    throw invalidValue(`The practice account does not do expressions in GetMetricData: ${expression}`);
  if (!asked?.Metric) throw invalid(`The query ${Id ?? ''} must have a MetricStat.`);
  const statistic = statistics[asked.Stat ?? ''];
  if (!statistic) throw invalidValue(`The practice account does not do the statistic ${asked.Stat ?? ''}.`);
  const minutes = minutesOf(metrics, asked.Metric);
  const isOfUnit = asked.Unit === undefined || asked.Unit === (minutes[0]?.metric.unit ?? asked.Unit);
  const periods = isOfUnit ? periodsOf(minutes, within, checkPeriod(asked.Period)) : [];
  const ordered = isAscending ? periods : periods.reverse();
  return {
    ...(Id === undefined ? {} : { Id }),
    Label: Label ?? asked.Metric.MetricName ?? '',
    Timestamps: ordered.map(({ start }) => new Date(start)),
    Values: ordered.map(statistic),
    StatusCode: 'Complete',
  };
}

function invalid(message: string) {
  return invalidValue(`The value of the parameter MetricDataQueries is not valid. ${message}`);
}
