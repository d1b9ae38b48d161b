import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
  ListMetricsInput,
  ListMetricsOutput,
} from '@aws-sdk/client-cloudwatch';
import * as model from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../clock.ts';
import type { RunningService } from '../../service.ts';
import { metricData } from './metricData.ts';
import { listMetrics } from './metricListing.ts';
import type { Metrics } from './metrics.ts';
import { metricStatistics } from './metricStatistics.ts';

/** CloudWatch: the metrics that the account's own services count. */
export function cloudwatchService({ metrics, clock }: { metrics: Metrics; clock: Clock }): RunningService {
  return {
    services: [
      {
        signingName: 'monitoring',
        title: 'CloudWatch',
        wire: { protocol: 'json', target: 'GraniteServiceVersion20100801' },
        model,
        operations: {
          GetMetricStatistics: (input: GetMetricStatisticsInput): GetMetricStatisticsOutput =>
            metricStatistics(metrics, input),
          GetMetricData: (input: GetMetricDataInput): GetMetricDataOutput => metricData(metrics, input),
          ListMetrics: (input: ListMetricsInput): ListMetricsOutput =>
            listMetrics(metrics, input, clock.now()),
        },
        refuses: [
          'It has metrics of endpoints alone, in the namespace AWS/SageMaker: Invocations, Invocation4XXErrors, Invocation5XXErrors, InvocationModelErrors and ModelLatency by endpoint and variant, counted at once and kept for 15 days. There is no PutMetricData.',
          'Expressions, percentiles and other extended statistics, and periods below a minute.',
          'Alarms, dashboards, anomaly detection, streams of metrics and insights.',
          'Of its protocols it speaks JSON, as the SDK for JavaScript does. The boto3 and AWS CLI of today send CBOR (rpc-v2-cbor), older ones the query protocol: it reads neither.',
        ],
      },
    ],
    close: () => Promise.resolve(),
  };
}
