import type { InvokeEndpointInput, InvokeEndpointOutput } from '@aws-sdk/client-sagemaker-runtime';
import { AwsError } from '../../awsError.ts';
import { accountId, region } from '../../identity.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import { logStreamOf, type Deployments } from './deployment.ts';
import { endpointLogGroup, type DeployedVariant, type EndpointGround } from './endpoint.ts';
import { imageOf } from './images.ts';
import { infer } from './inference.ts';
import { countInvocation } from './invocationMetrics.ts';

/** The most bytes of a request's body. */
const largestBody = 6_291_456;

/** The operations of the runtime, which asks endpoints for predictions. */
export function runtimeOperations(
  { clock, endpoints, logs, metrics }: EndpointGround & { readonly metrics: Metrics },
  deployments: Deployments,
) {
  return {
    InvokeEndpoint: (input: InvokeEndpointInput): InvokeEndpointOutput => {
      const { EndpointName: name = '', Body: body = new Uint8Array(0) } = input;
      const endpoint = endpoints.get(name);
      if (!endpoint?.deployed.length || endpoint.status === 'Deleting')
        throw new AwsError('ValidationError', `Endpoint ${name} of account ${accountId} not found.`);
      refuse(input);
      if (body.length > largestBody)
        throw new AwsError('413', `HTTP content length exceeded ${largestBody} bytes.`, { status: 413 });
      const chosen = choose(endpoint.deployed, input.TargetVariant);
      const variant = chosen.variant.VariantName ?? '';
      const begun = performance.now();
      const { status, text } = infer(
        deployments.modelOf(chosen),
        imageOf(chosen.image).separator,
        body,
        input.ContentType,
      );
      const milliseconds = performance.now() - begun;
      countInvocation(metrics, { endpoint: name, variant, status, milliseconds });
      if (status >= 400) {
        logs.write(endpointLogGroup(name), logStreamOf(variant), text.split('\n'), clock.now());
        throw modelError(name, status, text);
      }
      return {
        Body: Buffer.from(text),
        InvokedProductionVariant: variant,
        ...(status === 204 ? {} : { ContentType: 'text/csv; charset=utf-8' }),
      };
    },
  };
}

function refuse({
  TargetModel,
  TargetContainerHostname,
  InferenceComponentName,
  SessionId,
}: InvokeEndpointInput) {
  const asked = { TargetModel, TargetContainerHostname, InferenceComponentName, SessionId };
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined)
      throw new AwsError('ValidationError', `The practice account does not do InvokeEndpoint with ${name}.`);
  }
}

/** The variant asked for, or one drawn by the variants' weights. */
function choose(deployed: readonly DeployedVariant[], target: string | undefined): DeployedVariant {
  if (target !== undefined) {
    const found = deployed.find(({ variant }) => variant.VariantName === target);
    if (!found) throw new AwsError('ValidationError', `Variant ${target} not found for Request`);
    return found;
  }
  const weights = deployed.map(({ variant }) => variant.InitialVariantWeight ?? 1);
  let draw = Math.random() * weights.reduce((sum, weight) => sum + weight, 0);
  const chosen = deployed.find((_, index) => (draw -= weights[index] ?? 0) < 0) ?? deployed[0];
  if (!chosen) throw new Error('the endpoint serves no variant');
  return chosen;
}

function modelError(endpoint: string, status: number, text: string): AwsError {
  const group = endpointLogGroup(endpoint);
  return new AwsError(
    'ModelError',
    `Received client error (${status}) from primary with message "${text}". See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group} in account ${accountId} for more information.`,
    {
      status: 424,
      members: {
        OriginalStatusCode: status,
        OriginalMessage: text,
        LogStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
      },
    },
  );
}
