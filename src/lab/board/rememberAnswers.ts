import type { LabAccount, Ports } from '../account.ts';

/** What the checks of several stages ask alike; each of these calls only reads, and is small. */
const remembered: { readonly [Name in keyof Ports]?: readonly (keyof Ports[Name] & string)[] } = {
  identity: ['roles'],
  permissions: ['role'],
  buckets: ['list'],
  streams: ['list', 'describe'],
  crawlers: ['list', 'get'],
  catalog: ['databases', 'table', 'partitions'],
  jobs: ['list', 'get'],
  notebooks: ['list', 'get'],
  training: ['list', 'get'],
  endpoints: ['list', 'get', 'config', 'model'],
};

/**
 * The account for the time of one look: whatever several stages ask is asked once. After `release` each call goes to
 * the account again.
 */
export function rememberAnswers(account: LabAccount): { account: LabAccount; release: () => void } {
  const answers = new Map<string, unknown>();
  let over = false;
  const portOf = <Name extends keyof Ports>(name: Name): Ports[Name] => {
    const port = account.ports[name];
    const known: readonly string[] = remembered[name] ?? [];
    return new Proxy(port, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method);
        if (typeof value !== 'function' || typeof method !== 'string') return value;
        return (...args: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(value, target, args);
          if (over || !known.includes(method)) return call();
          // The signal is the look's own, the same for all.
          const key = JSON.stringify([name, method, args.filter((arg) => !(arg instanceof AbortSignal))]);
          if (!answers.has(key)) answers.set(key, call());
          return answers.get(key);
        };
      },
    });
  };
  const ports = new Proxy(account.ports, { get: (_, name) => portOf(name as keyof Ports) });
  return {
    account: { ...account, ports },
    release: () => {
      over = true;
      answers.clear();
    },
  };
}
