import { randomUUID } from 'node:crypto';
import { region } from './identity.ts';
import type { Call, Operation, Service } from './service.ts';

/** Calls a service's operation from inside the account, as if its client had asked. Throws what the operation throws. */
export async function callOperation(
  services: readonly Service[],
  signingName: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const run = operationOf(services, signingName, operation);
  if (!run) throw new Error(`The account has no operation ${operation} of ${signingName}.`);
  return await run(input as never, internalCall());
}

function operationOf(
  services: readonly Service[],
  signingName: string,
  operation: string,
): Operation | undefined {
  for (const service of services) {
    if (service.signingName !== signingName || !('model' in service)) continue;
    const run = service.operations[operation];
    if (run) return run;
  }
  return undefined;
}

function internalCall(): Call {
  return {
    requestId: randomUUID(),
    region,
    signed: {
      accessKeyId: '',
      date: '',
      region,
      service: '',
      signedHeaders: [],
      signature: '',
      timestamp: '',
      payloadHash: undefined,
    },
    authenticate: () => undefined,
    signingKey: () => {
      throw new Error('a call from inside the account has no signing key');
    },
  };
}
