import type { DimensionFilter, ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import { invalidValue } from './metricRequests.ts';
import { keyOf, type Metric, type Metrics } from './metrics.ts';

const page = 500;
const recentMs = 3 * 60 * 60 * 1000;

/** The metrics that have values, as ListMetrics answers. Throws CloudWatch's errors. */
export function listMetrics(metrics: Metrics, input: ListMetricsInput, now: Date): ListMetricsOutput {
  const since = input.RecentlyActive === 'PT3H' ? now.getTime() - recentMs : 0;
  const found = new Map<string, Metric>();
  for (const { metric, minute } of metrics.minutes()) {
    if (minute >= since && isAsked(metric, input)) found.set(keyOf(metric), metric);
  }
  const after = input.NextToken === undefined ? '' : Buffer.from(input.NextToken, 'base64').toString();
  if (input.NextToken !== undefined && !found.has(after))
    throw invalidValue('The parameter NextToken is not valid.');
  const rest = [...found.keys()].sort().filter((key) => key > after);
  const keys = rest.slice(0, page);
  return {
    Metrics: keys.flatMap((key) => {
      const metric = found.get(key);
      return metric ? [described(metric)] : [];
    }),
    ...(rest.length > page ? { NextToken: Buffer.from(keys.at(-1) ?? '').toString('base64') } : {}),
  };
}

function isAsked(
  { namespace, name, dimensions }: Metric,
  { Namespace, MetricName, Dimensions: filters = [] }: ListMetricsInput,
): boolean {
  const fits = ({ Name = '', Value }: DimensionFilter): boolean =>
    Value === undefined ? Name in dimensions : dimensions[Name] === Value;
  return (
    (Namespace === undefined || Namespace === namespace) &&
    (MetricName === undefined || MetricName === name) &&
    filters.every(fits)
  );
}

function described({ namespace, name, dimensions }: Metric) {
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}
