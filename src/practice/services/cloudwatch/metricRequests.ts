import type { Dimension } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../awsError.ts';
import { keyOf, type Metrics, type MinuteOfValues } from './metrics.ts';

/** The minutes of the metric that a request names. */
export function minutesOf(
  metrics: Metrics,
  {
    Namespace: namespace = '',
    MetricName: name = '',
    Dimensions: dimensions = [],
  }: {
    readonly Namespace?: string | undefined;
    readonly MetricName?: string | undefined;
    readonly Dimensions?: readonly Dimension[] | undefined;
  },
): MinuteOfValues[] {
  const named = Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  const wanted = keyOf({ namespace, name, dimensions: named, unit: 'None' });
  return metrics.minutes().filter(({ metric }) => keyOf(metric) === wanted);
}

/** The times of a request, in epoch milliseconds. Throws CloudWatch's error unless they are in order. */
export function timesOf(
  start: Date | undefined,
  end: Date | undefined,
): { readonly start: number; readonly end: number } {
  const times = { start: start?.getTime() ?? 0, end: end?.getTime() ?? 0 };
  if (times.start < times.end) return times;
  throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
}

/** A period in seconds that CloudWatch would take of a minute's values. */
export function checkPeriod(seconds = 0): number {
  if (seconds >= 60 && seconds % 60 === 0) return seconds;
  throw invalidValue(
    'The parameter Period must be a multiple of 60: the practice account keeps values by the minute.',
  );
}

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

/** An error of two members of a request that do not go together. */
export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombination', message);
}
