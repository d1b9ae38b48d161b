import type { FromPage } from '../lab/pictures/pageMessages.ts';

/** What VS Code gives to a page. */
interface VscodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VscodeApi;

/** The extension that owns this page. It may be asked for once only. */
export const host = acquireVsCodeApi();
