import type { AccountChoice } from '../../lab/ports/accounts.ts';

/** A choice whose region may still be left open. */
export type AskedChoice =
  | { readonly kind: 'practice' }
  | { readonly kind: 'profile'; readonly profile: string; readonly region?: string }
  | { readonly kind: 'machine' | 'pasted'; readonly region?: string };

const regionShape = /^[a-z]{2,3}(-[a-z]+)+-\d$/;

/** A choice as a keybinding or task passes it; undefined when `value` is none. Throws for one that cannot be meant. */
export function readAskedChoice(value: unknown): AskedChoice | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  const { kind, profile, region } = value as { kind: unknown; profile?: unknown; region?: unknown };
  if (kind === 'practice') return { kind };
  if (region !== undefined && !(typeof region === 'string' && regionShape.test(region))) {
    throw new TypeError(`'region' is a region of AWS, such as us-east-1, not ${JSON.stringify(region)}.`);
  }
  const where = region === undefined ? {} : { region };
  if (kind === 'machine' || kind === 'pasted') return { kind, ...where };
  if (kind !== 'profile') {
    throw new TypeError(`'kind' is practice, profile, machine or pasted, not ${JSON.stringify(kind)}.`);
  }
  if (typeof profile !== 'string' || profile === '') {
    throw new TypeError("A choice of the kind 'profile' names its 'profile'.");
  }
  return { kind, profile, ...where };
}

/** A choice as it was remembered; undefined for anything that is none. */
export function readChoice(value: unknown): AccountChoice | undefined {
  try {
    const asked = readAskedChoice(value);
    if (asked?.kind === 'practice') return asked;
    return asked?.region === undefined ? undefined : { ...asked, region: asked.region };
  } catch {
    return undefined;
  }
}
