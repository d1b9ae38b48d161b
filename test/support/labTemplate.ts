import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The lab's template as it lies in the checkout. */
export const templateText = readFileSync('infra/lab.yaml', 'utf8');

/** A resource as the template has it; functions in their short form are there by their arguments alone. */
export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export const template = parse(templateText, { logLevel: 'silent' }) as {
  readonly Parameters: Readonly<Record<string, { readonly Default: unknown }>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
};

/** What a name becomes in a stack: `!Sub` with its map, or plain text. */
export function resolvedName(value: unknown, region: string): string {
  const text = String(Array.isArray(value) ? value[0] : value);
  return text
    .replaceAll('${AWS::AccountId}', '123456789012')
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${Suffix}', '1a2b');
}
