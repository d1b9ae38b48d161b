import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';

/** Documents of objects in S3; VS Code never writes them. */
export const objectScheme = 'cmapss-s3';

/** An object, and the account that it lies in; that of the window when left out. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly owner?: Owner | undefined;
}

/** What tells accounts apart, as far as an object's document is concerned. */
interface Owner {
  readonly account: string;
  readonly region: string;
  readonly kind: string;
}

/** The address of an object's document. It names the account, so that no other account's object is taken for it. */
export function objectUri({ kind, region, identity }: LabAccount, bucket: string, key: string): vscode.Uri {
  const owner = { account: identity.account, region, kind } satisfies Owner;
  const query = new URLSearchParams(owner).toString();
  return vscode.Uri.from({ scheme: objectScheme, authority: bucket, path: `/${key}`, query });
}

/** The object that a document's address stands for. */
export function readObjectUri({ authority, path, query }: vscode.Uri): Required<ObjectPlace> {
  const fields = new URLSearchParams(query);
  const field = (name: keyof Owner): string => fields.get(name) ?? '';
  return {
    bucket: authority,
    key: path.slice(1),
    owner: { account: field('account'), region: field('region'), kind: field('kind') },
  };
}

/** Whether an object of this address lies in this account. */
export function liesIn({ owner }: ObjectPlace, { kind, region, identity }: LabAccount): boolean {
  if (!owner) return true;
  return owner.account === identity.account && owner.region === region && owner.kind === kind;
}

/** `s3://bucket/key`. */
export const s3UriOf = ({ bucket, key }: ObjectPlace): string => `s3://${bucket}/${key}`;
