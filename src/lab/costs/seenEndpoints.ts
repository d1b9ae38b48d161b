import type { LabAccount } from '../account.ts';
import type { EndpointConfig, Endpoints, EndpointStatus } from '../ports/endpoints.ts';
import { labPrefix } from '../sagemaker/sagemakerNames.ts';
import { endpointCost } from './endpointCost.ts';
import { inService } from './inService.ts';

/** What the lab's endpoints in service cost together, as far as is known. */
export interface EndpointCosts {
  readonly count: number;
  /** US dollars an hour, of those whose price is known. */
  readonly perHour: number;
  /** How many have no price here. */
  readonly unpriced: number;
}

/** The lab's endpoints as they were last seen in an account's answers to whoever asked: nobody is asked for this. */
export interface SeenEndpoints {
  readonly costs: EndpointCosts;
  /** The names of those in service. */
  readonly serving: readonly string[];
  /** The same account; what it answers about endpoints is noted from here on, and that of another one forgotten. */
  noting(account: LabAccount): LabAccount;
}

/** What there is to know of an instance's price. */
type Instances = Pick<EndpointConfig, 'instanceType' | 'instances'>;

/** No endpoint seen yet. `onChange` is told when what they cost has become another. */
export function createSeenEndpoints(onChange: () => void): SeenEndpoints {
  let latest: LabAccount | undefined;
  let statuses = new Map<string, EndpointStatus>();
  const configOf = new Map<string, string>();
  const configs = new Map<string, Instances>();
  const namesServing = (): string[] =>
    [...statuses].filter(([, status]) => inService.has(status)).map(([name]) => name);
  const costs = (): EndpointCosts => {
    const serving = namesServing();
    const prices = serving.map((name) => {
      // The lab calls both alike.
      const config = configs.get(configOf.get(name) ?? name);
      return config && endpointCost(config, 0)?.perHour;
    });
    return {
      count: serving.length,
      perHour: prices.reduce<number>((sum, price) => sum + (price ?? 0), 0),
      unpriced: prices.filter((price) => price === undefined).length,
    };
  };
  let told = JSON.stringify(costs());
  const tell = (): void => {
    const now = JSON.stringify(costs());
    if (now === told) return;
    told = now;
    onChange();
  };
  const isOurs = (name: string): boolean => name.startsWith(labPrefix);

  const notingEndpoints = (endpoints: Endpoints, note: (change: () => void) => void): Endpoints => ({
    ...endpoints,
    list: async (namePart, signal) => {
      const found = await endpoints.list(namePart, signal);
      const ours = found.filter(({ name }) => isOurs(name));
      if (namePart === labPrefix)
        note(() => (statuses = new Map(ours.map(({ name, status }) => [name, status]))));
      return found;
    },
    get: async (name, signal) => {
      const endpoint = await endpoints.get(name, signal);
      note(() => {
        if (!endpoint) statuses.delete(name);
        else if (isOurs(name)) {
          statuses.set(name, endpoint.status);
          configOf.set(name, endpoint.config);
        }
      });
      return endpoint;
    },
    config: async (name, signal) => {
      const config = await endpoints.config(name, signal);
      if (config) note(() => configs.set(name, config));
      return config;
    },
    createConfig: async (config) => {
      await endpoints.createConfig(config);
      note(() => configs.set(config.name, { instanceType: config.instanceType, instances: 1 }));
    },
    delete: async (name) => {
      await endpoints.delete(name);
      note(() => statuses.delete(name));
    },
  });
  return {
    get costs() {
      return costs();
    },
    get serving() {
      return namesServing();
    },
    noting: (account) => {
      latest = account;
      statuses.clear();
      configOf.clear();
      configs.clear();
      tell();
      const endpoints = notingEndpoints(account.ports.endpoints, (change) => {
        // What an account answers after another was opened is of no account in use.
        if (latest !== account) return;
        change();
        tell();
      });
      return { ...account, ports: { ...account.ports, endpoints } };
    },
  };
}
