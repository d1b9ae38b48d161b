import type {
  GetAWSDefaultServiceQuotaRequest,
  GetAWSDefaultServiceQuotaResponse,
  GetServiceQuotaRequest,
  GetServiceQuotaResponse,
  ListAWSDefaultServiceQuotasRequest,
  ListAWSDefaultServiceQuotasResponse,
  ListServiceQuotasRequest,
  ListServiceQuotasResponse,
  ListServicesRequest,
  ListServicesResponse,
  ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import * as model from '@aws-sdk/client-service-quotas';
import { AwsError } from '../../awsError.ts';
import { accountId, region } from '../../identity.ts';
import type { RunningService } from '../../service.ts';
import { instanceQuotas, quotaName, type InstanceQuota } from './instanceQuotas.ts';

const serviceCode = 'sagemaker';
const service = { ServiceCode: serviceCode, ServiceName: 'Amazon SageMaker' };

/** Service Quotas: how many of SageMaker's instances the account may use at once. */
export function quotasService(): RunningService {
  return {
    services: [
      {
        signingName: 'servicequotas',
        title: 'Service Quotas',
        wire: { protocol: 'json', target: 'ServiceQuotasV20190624' },
        model,
        operations: {
          ListServices: (input: ListServicesRequest): ListServicesResponse => {
            const { page, ...next } = pageOf([service], input);
            return { Services: page, ...next };
          },
          ListServiceQuotas: (input: ListServiceQuotasRequest): ListServiceQuotasResponse => {
            const named = quotasOf(input.ServiceCode).filter(
              ({ code }) => input.QuotaCode === undefined || code === input.QuotaCode,
            );
            const { page, ...next } = pageOf(named, input);
            return { Quotas: page.map(applied), ...next };
          },
          GetServiceQuota: (input: GetServiceQuotaRequest): GetServiceQuotaResponse => ({
            Quota: applied(quotaOf(input.ServiceCode, input.QuotaCode)),
          }),
          ListAWSDefaultServiceQuotas: (
            input: ListAWSDefaultServiceQuotasRequest,
          ): ListAWSDefaultServiceQuotasResponse => {
            const { page, ...next } = pageOf(quotasOf(input.ServiceCode), input);
            return { Quotas: page.map(byDefault), ...next };
          },
          GetAWSDefaultServiceQuota: (
            input: GetAWSDefaultServiceQuotaRequest,
          ): GetAWSDefaultServiceQuotaResponse => ({
            Quota: byDefault(quotaOf(input.ServiceCode, input.QuotaCode)),
          }),
        },
        refuses: [
          'It has quotas of SageMaker alone: on instances for training jobs (those of tuning jobs, too), transform jobs, endpoints and notebook instances, of the types that the lab could use. SageMaker is held to them; of a type that has none there, it gives no instance.',
          'Nothing can be asked for: quotas cannot be changed, and there are no requests, templates or usage metrics.',
        ],
      },
    ],
    close: () => Promise.resolve(),
  };
}

function quotasOf(code: string | undefined): InstanceQuota[] {
  if (code !== serviceCode) throw noSuch('The request failed because the specified service does not exist.');
  return [...instanceQuotas.values()];
}

function quotaOf(serviceCode: string | undefined, quotaCode: string | undefined): InstanceQuota {
  const quota = quotasOf(serviceCode).find(({ code }) => code === quotaCode);
  if (!quota) throw noSuch('The request failed because the specified quota does not exist.');
  return quota;
}

function noSuch(message: string): AwsError {
  return new AwsError('NoSuchResourceException', message);
}

function applied(quota: InstanceQuota): ServiceQuota {
  return {
    ...byDefault(quota),
    QuotaArn: `arn:aws:servicequotas:${region}:${accountId}:${serviceCode}/${quota.code}`,
    Value: quota.value,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}

function byDefault({ code, instanceType, use, byDefault: value }: InstanceQuota): ServiceQuota {
  return {
    ...service,
    QuotaArn: `arn:aws:servicequotas:${region}::${serviceCode}/${code}`,
    QuotaCode: code,
    QuotaName: quotaName(use, instanceType),
    Value: value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
  };
}

/** One page of a listing; the token is the place of the next one. */
function pageOf<T>(
  items: readonly T[],
  {
    MaxResults: limit = 100,
    NextToken: token,
  }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): { page: T[]; NextToken?: string } {
  if (limit < 1 || limit > 100)
    throw new AwsError('IllegalArgumentException', 'MaxResults must be a number between 1 and 100.');
  const place = token === undefined ? '0' : Buffer.from(token, 'base64').toString();
  if (!/^\d+$/.test(place))
    throw new AwsError('InvalidPaginationTokenException', 'Invalid pagination token.');
  const start = Number(place);
  const end = start + limit;
  return {
    page: items.slice(start, end),
    ...(items.length > end ? { NextToken: Buffer.from(String(end)).toString('base64') } : {}),
  };
}
