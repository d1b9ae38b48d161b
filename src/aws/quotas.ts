import {
  paginateListAWSDefaultServiceQuotas,
  paginateListServiceQuotas,
  type ServiceQuota,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { Quotas } from '../lab/ports/quotas.ts';
import { aborting } from './aborting.ts';

/** Service Quotas behind the lab's port. */
export function createQuotas(client: ServiceQuotasClient): Quotas {
  return {
    values: async (service, names, signal) => {
      const found = new Map<string, number>();
      const config = { client, pageSize: 100 };
      const input = { ServiceCode: service };
      // A quota that nobody has changed may be missing among the account's own.
      for (const list of [paginateListServiceQuotas, paginateListAWSDefaultServiceQuotas]) {
        for await (const { Quotas = [] } of list(config, input, aborting(signal))) {
          note(found, names, Quotas);
          // SageMaker has thousands of them.
          if (names.every((name) => found.has(name))) return found;
        }
      }
      return found;
    },
  };
}

function note(found: Map<string, number>, names: readonly string[], quotas: readonly ServiceQuota[]): void {
  for (const { QuotaName = '', Value } of quotas) {
    if (Value !== undefined && names.includes(QuotaName) && !found.has(QuotaName))
      found.set(QuotaName, Value);
  }
}
