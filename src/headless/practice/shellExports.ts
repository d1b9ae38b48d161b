/** What an AWS client needs to know of an account. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Lines to paste into bash or zsh, so that AWS clients started from there use the account. */
export function bashExports(settings: ClientSettings): string {
  return [
    ...variables(settings).map(([name, value]) => `export ${name}='${value}'`),
    `unset ${unwanted.join(' ')}`,
  ].join('\n');
}

/** The same for PowerShell. */
export function powerShellExports(settings: ClientSettings): string {
  return [
    ...variables(settings).map(([name, value]) => `$env:${name} = '${value}'`),
    `Remove-Item ${unwanted.map((name) => `Env:${name}`).join(', ')} -ErrorAction SilentlyContinue`,
  ].join('\n');
}

/** A profile would win over the key, and a session's token does not belong to it. */
const unwanted = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

function variables({ endpoint, region, credentials }: ClientSettings): [string, string][] {
  return [
    ['AWS_ENDPOINT_URL', endpoint],
    ['AWS_REGION', region],
    ['AWS_DEFAULT_REGION', region],
    ['AWS_ACCESS_KEY_ID', credentials.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey],
  ];
}
