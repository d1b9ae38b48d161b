import type { AttachedPolicy } from '@aws-sdk/client-iam';
import type { Table } from '../../store/store.ts';
import { encodePolicy } from './names.ts';
import { pageInOrder, type Page, type PageRequest } from './paging.ts';
import {
  attachedPolicy,
  inlineOf,
  withAttached,
  withInline,
  withoutAttached,
  withoutInline,
  type HolderKind,
  type PolicyHolder,
} from './policyHolder.ts';

type Asked = string | undefined;
type More = Page<unknown>['more'];

/**
 * The operations on the policies of roles, or of users: IAM has each twice, under a name for either kind.
 * @param named finds a holder, or throws NoSuchEntity.
 */
export function holderPolicies<T extends PolicyHolder>(
  kind: HolderKind,
  holders: Table<T>,
  named: (name: Asked) => T,
) {
  const change = (name: Asked, changed: (holder: T) => T): void => {
    const holder = named(name);
    holders.set(holder.name, changed(holder));
  };
  return {
    put: (name: Asked, policy: Asked, text: Asked): void =>
      change(name, (holder) => withInline(kind, holder, policy, text)),
    /** An inline policy's JSON, as IAM encodes it. */
    get: (name: Asked, policy: Asked): string => encodePolicy(inlineOf(kind, named(name), policy)),
    delete: (name: Asked, policy: Asked): void =>
      change(name, (holder) => withoutInline(kind, holder, policy)),
    list: (name: Asked, request: PageRequest): { PolicyNames: string[] } & More => {
      const { page, more } = pageInOrder(Object.keys(named(name).inline ?? {}), request);
      return { PolicyNames: page, ...more };
    },
    attach: (name: Asked, arn: Asked): void => change(name, (holder) => withAttached(kind, holder, arn)),
    detach: (name: Asked, arn: Asked): void => change(name, (holder) => withoutAttached(holder, arn)),
    listAttached: (name: Asked, request: PageRequest): { AttachedPolicies: AttachedPolicy[] } & More => {
      const { page, more } = pageInOrder(named(name).attached ?? [], request);
      return { AttachedPolicies: page.map(attachedPolicy), ...more };
    },
  };
}
