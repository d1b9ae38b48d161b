import type { LabAccount } from '../account.ts';
import { poll } from '../follow/poll.ts';
import type { OnProgress } from '../progress.ts';
import { endpointRunState } from '../runState.ts';

/** Seconds between two looks at an endpoint. */
const lookEvery = 10;

/**
 * Has SageMaker delete an endpoint, which takes it some minutes more. One that is being made or changed is waited for: SageMaker
 * deletes none before that has ended ("Cannot update in-progress endpoint"). One that is gone, or going, is no error.
 */
export async function deleteEndpoint(
  account: LabAccount,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { endpoints } = account.ports;
  let waits = false;
  const endpoint = await poll(
    account,
    lookEvery,
    signal,
    () => endpoints.get(name, signal),
    (now) => {
      if (!now || endpointRunState[now.status] !== 'waiting') return true;
      if (!waits) {
        onProgress({
          kind: 'step',
          text: `The endpoint ${name} is ${now.status}: it can be deleted afterwards`,
        });
      }
      waits = true;
      return false;
    },
  );
  if (!endpoint || endpoint.status === 'Deleting') return;
  signal.throwIfAborted();
  onProgress({ kind: 'step', text: `Deleting the endpoint ${name}` });
  await endpoints.delete(name);
}

/** Waits until an endpoint is gone: until then it costs money, and counts in quotas. */
export async function endpointGone(
  account: LabAccount,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  onProgress({ kind: 'step', text: `Waiting until the endpoint ${name} is gone` });
  const look = () => account.ports.endpoints.get(name, signal);
  await poll(account, lookEvery, signal, look, (endpoint) => !endpoint);
}
