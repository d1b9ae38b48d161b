import { practiceVariables, type ClientSettings } from '../../accounts/clientVariables.ts';

/** Lines to paste into bash or zsh, so that AWS clients started from there use the account. */
export function bashExports(settings: ClientSettings): string {
  const { set, unset } = variables(settings);
  return [...set.map(([name, value]) => `export ${name}='${value}'`), `unset ${unset.join(' ')}`].join('\n');
}

/** The same for PowerShell. */
export function powerShellExports(settings: ClientSettings): string {
  const { set, unset } = variables(settings);
  return [
    ...set.map(([name, value]) => `$env:${name} = '${value}'`),
    `Remove-Item ${unset.map((name) => `Env:${name}`).join(', ')} -ErrorAction SilentlyContinue`,
  ].join('\n');
}

function variables(settings: ClientSettings): { set: [string, string][]; unset: string[] } {
  const all = Object.entries(practiceVariables(settings));
  return {
    set: all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    unset: all.filter(([, value]) => value === undefined).map(([name]) => name),
  };
}
