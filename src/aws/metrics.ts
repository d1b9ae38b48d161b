import { GetMetricStatisticsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Metrics } from '../lab/ports/metrics.ts';
import { aborting } from './aborting.ts';

/** CloudWatch's metrics behind the lab's port. */
export function createMetrics(client: CloudWatchClient): Metrics {
  return {
    lastInvocation: async ({ name, variant }, { since, until }, signal) => {
      const { Datapoints = [] } = await client.send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SageMaker',
          MetricName: 'Invocations',
          Dimensions: [
            { Name: 'EndpointName', Value: name },
            { Name: 'VariantName', Value: variant },
          ],
          StartTime: since,
          EndTime: until,
          Period: 60,
          Statistics: ['Sum'],
        }),
        aborting(signal),
      );
      // They come in no order, and a minute without an invocation may be among them.
      const times = Datapoints.flatMap(({ Sum = 0, Timestamp }) =>
        Sum > 0 && Timestamp ? [Timestamp.getTime()] : [],
      );
      return times.length ? new Date(Math.max(...times)) : undefined;
    },
  };
}
