import type { LabAccount } from '../account.ts';
import type { Endpoint } from '../ports/endpoints.ts';
import { labPrefix } from './sagemakerNames.ts';

/** An endpoint of the lab, with what it serves. */
export interface LabEndpoint extends Endpoint {
  readonly model: string;
  /** `s3://…/model.tar.gz`; empty when the model is no longer there. */
  readonly modelData: string;
  readonly instanceType: string;
}

/** The newest endpoint of the lab that serves this model's file. */
export async function endpointOf(
  account: LabAccount,
  modelData: string,
  signal?: AbortSignal,
): Promise<LabEndpoint | undefined> {
  for (const { name } of await labEndpoints(account, signal)) {
    const endpoint = await describeEndpoint(account, name, signal);
    if (endpoint?.modelData === modelData) return endpoint;
  }
  return undefined;
}

/** Names and states of all endpoints of the lab, the newest first. */
export async function labEndpoints({ ports }: LabAccount, signal?: AbortSignal) {
  const found = await ports.endpoints.list(labPrefix, signal);
  return found.filter(({ name }) => name.startsWith(labPrefix));
}

async function describeEndpoint(
  { ports: { endpoints } }: LabAccount,
  name: string,
  signal?: AbortSignal,
): Promise<LabEndpoint | undefined> {
  const endpoint = await endpoints.get(name, signal);
  if (!endpoint) return undefined;
  const config = await endpoints.config(endpoint.config, signal);
  const model = config && (await endpoints.model(config.model, signal));
  return {
    ...endpoint,
    model: config?.model ?? '',
    modelData: model?.modelData ?? '',
    instanceType: config?.instanceType ?? '',
  };
}
