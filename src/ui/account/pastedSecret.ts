import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { OpeningRefused } from '../../lab/explain/opening.ts';
import type { PastedCredentials } from '../../lab/ports/accounts.ts';

/** The credentials that were pasted for this workspace, in the editor's store of secrets and nowhere else. */
export class PastedSecret {
  readonly #secrets: vscode.SecretStorage;
  readonly #key: string;

  /** Secrets are the extension's, choices are the workspace's: each workspace has its own key. */
  constructor({ secrets, storageUri }: Pick<vscode.ExtensionContext, 'secrets' | 'storageUri'>) {
    const workspace = createHash('sha256')
      .update(storageUri?.toString() ?? '')
      .digest('hex');
    this.#secrets = secrets;
    this.#key = `pastedCredentials.${workspace.slice(0, 16)}`;
  }

  /** Undefined when there are none, or none that are well-formed. */
  async get(): Promise<PastedCredentials | undefined> {
    const text = await this.#secrets.get(this.#key);
    if (text === undefined) return undefined;
    const { accessKeyId, secretAccessKey, sessionToken, expires } = fieldsOf(text);
    if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken: typeof sessionToken === 'string' ? sessionToken : undefined,
      expires: typeof expires === 'number' ? expires : undefined,
    };
  }

  /** The same. Throws OpeningRefused when there are none; those whose time is over are forgotten. */
  async need(): Promise<PastedCredentials> {
    const credentials = await this.get();
    if (credentials && (credentials.expires ?? Infinity) > Date.now()) return credentials;
    if (credentials) await this.forget();
    throw new OpeningRefused(
      credentials
        ? vscode.l10n.t('The time of the pasted credentials is over.')
        : vscode.l10n.t('The pasted credentials are not kept any more.'),
      vscode.l10n.t("Copy new ones from the event's page, then choose the account again."),
      credentials ? 'credentialsExpired' : 'credentialsMissing',
    );
  }

  async set(credentials: PastedCredentials): Promise<void> {
    await this.#secrets.store(this.#key, JSON.stringify(credentials));
  }

  async forget(): Promise<void> {
    await this.#secrets.delete(this.#key);
  }
}

function fieldsOf(text: string): Partial<Record<keyof PastedCredentials, unknown>> {
  try {
    return JSON.parse(text) as Partial<Record<keyof PastedCredentials, unknown>>;
  } catch {
    return {};
  }
}
