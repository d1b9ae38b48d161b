import type { PastedCredentials } from '../../lab/ports/accounts.ts';

/** What a pasted text holds. */
export type Pasted =
  | { readonly credentials: PastedCredentials; readonly region: string | undefined }
  /** One sentence; nothing of the text is in it. */
  | { readonly problem: string };

/**
 * The names that a value goes by: in the environment and ini files (bash, PowerShell and cmd use the same), and in the
 * JSON that the AWS CLI and the metadata services print.
 */
const names = {
  accessKeyId: 'aws_access_key_id|access_?key_?id',
  secretAccessKey: 'aws_secret_access_key|secret_?access_?key',
  sessionToken: 'aws_session_token|aws_security_token|session_?token|token',
  expires: 'aws_credential_expiration|aws_session_expiration|expiration',
  region: 'aws_region|aws_default_region|region',
} as const;

/** A name, then `=` or `:`, then a value in quotes or up to the next space; in JSON the name is quoted, too. */
const assignment = (name: string): RegExp =>
  new RegExp(`(?<![\\w-])(?:${name})["']?\\s*[:=]\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"',;}]+))`, 'gi');

/**
 * Reads temporary credentials from what an event's page or a tool gives to copy: exports for bash, PowerShell (`$Env:`) or
 * cmd (`set`), a block of an ini file, or JSON (the AWS CLI's `Credentials`, or flat). It may have lost its line ends in
 * a field of one line.
 */
export function readPastedCredentials(text: string): Pasted {
  const found = {
    accessKeyId: valuesOf(names.accessKeyId, text),
    secretAccessKey: valuesOf(names.secretAccessKey, text),
    sessionToken: valuesOf(names.sessionToken, text),
  };
  const [accessKeyId] = found.accessKeyId;
  const [secretAccessKey] = found.secretAccessKey;
  const [sessionToken] = found.sessionToken;
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    return { problem: 'There are no AWS credentials in this text.' };
  }
  if (accessKeyId === undefined) return { problem: 'The access key id is missing: copy all lines.' };
  if (secretAccessKey === undefined) return { problem: 'The secret access key is missing: copy all lines.' };
  if (Object.values(found).some((values) => values.length > 1)) {
    return { problem: 'There are credentials of more than one account in this text: copy one of them.' };
  }
  if (!/^[A-Z0-9]{16,128}$/.test(accessKeyId)) {
    return { problem: 'The access key id has not the form of one: copy all lines anew.' };
  }
  if (!/^[A-Za-z0-9/+=]{30,}$/.test(secretAccessKey)) {
    return { problem: 'The secret access key has not the form of one: it may be cut off, so copy it anew.' };
  }
  if (sessionToken === undefined && accessKeyId.startsWith('ASIA')) {
    return { problem: 'The session token is missing, which temporary credentials need: copy all lines.' };
  }
  const expires = Date.parse(valuesOf(names.expires, text)[0] ?? '');
  return {
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      ...(Number.isFinite(expires) && { expires }),
    },
    region: valuesOf(names.region, text)[0],
  };
}

/** The different values that a name is given. */
function valuesOf(name: string, text: string): string[] {
  const values = [...text.matchAll(assignment(name))].map(([, double, single, bare]) =>
    (double ?? single ?? bare ?? '').trim(),
  );
  return [...new Set(values)].filter((value) => value !== '');
}
