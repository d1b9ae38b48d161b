import type {
  Datapoint,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
} from '@aws-sdk/client-cloudwatch';
import { checkPeriod, invalidCombination, invalidValue, minutesOf, timesOf } from './metricRequests.ts';
import type { Metrics } from './metrics.ts';
import { periodsOf, statistics } from './statistics.ts';

const mostDatapoints = 1440;

/** Statistics of one metric, as GetMetricStatistics answers. Throws CloudWatch's errors. */
export function metricStatistics(
  metrics: Metrics,
  input: GetMetricStatisticsInput,
): GetMetricStatisticsOutput {
  const within = timesOf(input.StartTime, input.EndTime);
  const seconds = checkPeriod(input.Period);
  if (input.ExtendedStatistics?.length)
    throw invalidValue('The practice account does not do ExtendedStatistics.');
  const { Statistics: asked = [] } = input;
  if (!asked.length)
    throw invalidCombination(
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    );
  const unknown = asked.find((name) => !statistics[name]);
  if (unknown !== undefined) throw invalidValue(`The parameter Statistics has the unknown value ${unknown}.`);
  if ((within.end - within.start) / 1000 / seconds > mostDatapoints)
    throw invalidCombination(
      `You have requested up to ${Math.ceil((within.end - within.start) / 1000 / seconds)} datapoints, which exceeds the limit of ${mostDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  const minutes = minutesOf(metrics, input);
  const unit = minutes[0]?.metric.unit ?? 'None';
  // A metric has no values in another unit than its own.
  const periods = input.Unit === undefined || input.Unit === unit ? periodsOf(minutes, within, seconds) : [];
  return {
    ...(input.MetricName === undefined ? {} : { Label: input.MetricName }),
    Datapoints: periods.map((period): Datapoint => ({
      Timestamp: new Date(period.start),
      Unit: unit,
      ...Object.fromEntries(asked.map((name) => [name, statistics[name]?.(period)])),
    })),
  };
}
