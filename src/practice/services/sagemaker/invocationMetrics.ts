import type { Metrics } from '../cloudwatch/metrics.ts';

/** One invocation of a variant of an endpoint. */
export interface Invocation {
  readonly endpoint: string;
  readonly variant: string;
  /** The model's HTTP status. */
  readonly status: number;
  /** How long the model took, in milliseconds. */
  readonly milliseconds: number;
}

/**
 * Counts an invocation as SageMaker does. Source: "Amazon SageMaker AI endpoint invocation metrics" in the developer guide;
 * each of the errors has the value 0 or 1, and the latency is in microseconds.
 */
export function countInvocation(
  metrics: Metrics,
  { endpoint, variant, status, milliseconds }: Invocation,
): void {
  const is = (least: number, most: number): number => (status >= least && status <= most ? 1 : 0);
  const values = {
    Invocations: 1,
    Invocation4XXErrors: is(400, 499),
    Invocation5XXErrors: is(500, 599),
    InvocationModelErrors: 1 - is(200, 299),
    ModelLatency: Math.round(milliseconds * 1000),
  };
  const dimensions = { EndpointName: endpoint, VariantName: variant };
  for (const [name, value] of Object.entries(values)) {
    const unit = name === 'ModelLatency' ? 'Microseconds' : 'None';
    metrics.add({ namespace: 'AWS/SageMaker', name, dimensions, unit }, value);
  }
}
