import * as vscode from 'vscode';
import type { LogPlace } from './logPlace.ts';

/** Documents of log streams; VS Code never writes them. */
export const logScheme = 'cmapss-log';

/** The address of a log's document. It names the account, so that no other account's log is taken for it. */
export function logUri(place: LogPlace): vscode.Uri {
  const { group, stream, title, owner, run } = place;
  const fields = new URLSearchParams({ group, stream, ...owner, ...(run && { job: run.job, run: run.id }) });
  return vscode.Uri.from({ scheme: logScheme, path: `/${title}.log`, query: fields.toString() });
}

/** The log that a document's address stands for. */
export function readLogUri({ path, query }: vscode.Uri): LogPlace {
  const fields = new URLSearchParams(query);
  const field = (name: string): string => fields.get(name) ?? '';
  return {
    group: field('group'),
    stream: field('stream'),
    title: path.slice(1).replace(/\.log$/, ''),
    owner: { kind: field('kind'), account: field('account'), region: field('region') },
    run: fields.has('run') ? { job: field('job'), id: field('run') } : undefined,
  };
}
