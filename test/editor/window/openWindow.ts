import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, viewport } from '../host/browser.mjs';
import { startServer } from '../host/codeServer.mjs';
import { hosts } from '../host/hosts.mjs';
import { makeProfile, profileEnv } from '../host/profile.mjs';
import type { StageId } from '../../../src/lab/facts.ts';
import { writeFleet } from '../../../src/lab/fleet/writeFleet.ts';
import { until } from '../../support/practiceProcess.ts';
import { labDone } from './labDone.ts';
import { recordErrors } from './pages/notifications.ts';

/** How a window is to be opened. */
export interface WindowOptions {
  /** The folder it opens: `lab` for the profile's lab folder, with a hundred engines; otherwise an empty window. */
  readonly folder?: 'lab';
  /** The last stage that the lab folder's lab is done up to, before the window opens. */
  readonly done?: StageId;
  /** More files in the lab folder, by their paths. */
  readonly files?: Record<string, string>;
  readonly settings?: Record<string, unknown>;
  /** Settings of the machine's own: what the manifest scopes so. */
  readonly machine?: Record<string, unknown>;
  /** Workspace trust, as it is in a VS Code that nobody configured. */
  readonly trust?: boolean;
  /** The extension's log then holds every AWS call; it does not outlive the opening of another folder. */
  readonly debugLog?: boolean;
}

/** A VS Code of its own, with its window in a browser. */
export interface VscodeWindow {
  readonly page: Page;
  readonly profile: ReturnType<typeof makeProfile>;
  /** Every error that has popped up in this window, since it opened and over reloads. */
  readonly errors: readonly string[];
  /** What the extension has logged. */
  readonly log: () => string;
  /** Waits until the extension is active; when this host activated it, in ms since the epoch. */
  readonly activated: () => Promise<number>;
  /** Loads the window again, as "Developer: Reload Window" does. */
  readonly reload: () => Promise<void>;
  /** Keeps a picture in out/screenshots. */
  readonly screenshot: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const artifacts = path.resolve('out/screenshots');
const longestStartMs = 60_000;
const longestWaitMs = 20_000;
let browser: Promise<Browser> | undefined;
const open = new Set<VscodeWindow>();

/** Starts VS Code with the extension installed, in a new profile, and opens its window. */
export async function openWindow(options: WindowOptions = {}): Promise<VscodeWindow> {
  const profile = makeProfile({
    settings: { 'security.workspace.trust.enabled': options.trust ?? false, ...options.settings },
    machine: options.machine ?? {},
  });
  if (options.folder) await writeFleet(path.join(profile.lab, 'data'), { seed: 1, subsets: ['FD001'] });
  for (const [name, text] of Object.entries(options.files ?? {})) {
    mkdirSync(path.dirname(path.join(profile.lab, name)), { recursive: true });
    writeFileSync(path.join(profile.lab, name), text);
  }
  const extensions = process.env['EDITOR_TEST_EXTENSIONS'] ?? profile.extensions;
  const [server] = await Promise.all([
    startServer(
      hosts.current,
      { userData: profile.userData, extensions },
      { env: profileEnv(profile), trust: options.trust ?? false },
    ),
    options.done && labDone(profile, options.done),
  ]);
  browser ??= launchBrowser();
  const context: BrowserContext = await (
    await browser
  ).newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(longestWaitMs);
  const errors = await recordErrors(page);
  let reloads = 0;
  const activations = (): number[] => activationsIn(logs(profile.userData, /remoteexthost\.log$/));
  const window: VscodeWindow = {
    page,
    profile,
    errors,
    log: () => logs(profile.userData, /cmapss-lab\.cmapss-ml-lab.*\.log$/),
    activated: async () => {
      await until('the activation', () => activations().length > reloads);
      return activations()[reloads] ?? 0;
    },
    reload: async () => {
      reloads += 1;
      await page.reload();
      await workbench(page);
    },
    screenshot: async (name) => {
      mkdirSync(artifacts, { recursive: true });
      await page.screenshot({ path: path.join(artifacts, `${name}.png`) });
    },
    close: async () => {
      open.delete(window);
      await context.close();
      await server.stop();
      await profile.remove();
    },
  };
  open.add(window);
  const query = new URLSearchParams(options.folder ? { folder: profile.lab } : { ew: 'true' });
  if (options.debugLog)
    query.set('payload', JSON.stringify([['logLevel', 'cmapss-lab.cmapss-ml-lab=debug']]));
  await page.goto(`${server.url}/?${query.toString()}`);
  await workbench(page);
  // In a lab folder the walkthrough opens by itself, and takes the keyboard from whatever had it.
  if (options.folder && !options.trust) await page.locator('.getting-started-step').first().waitFor();
  return window;
}

/** Resolves once a window can be worked in. */
export async function workbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: longestStartMs });
}

/** Keeps pictures and logs of the windows that are still open when a test has failed, and closes them. */
export async function leaveArtifacts(title: string, failed: boolean): Promise<void> {
  for (const window of [...open]) {
    if (failed) {
      const name = title.replace(/[^\w]+/g, '-').slice(0, 100);
      await window.screenshot(`failed-${name}`);
      writeFileSync(path.join(artifacts, `failed-${name}.log`), window.log());
      for (const error of window.errors) process.stdout.write(`    an error had popped up: ${error}\n`);
    }
    await window.close();
  }
}

/** Ends the browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** The logs whose paths match, of all hosts that there were, one after the other. */
function logs(userData: string, name: RegExp): string {
  const folder = path.join(userData, 'logs');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('');
}

/** The times that the log of an extension host has for the lab's activations. */
function activationsIn(log: string): number[] {
  const line = /^(\S+ \S+) \[info\] \S*_doActivateExtension cmapss-lab\.cmapss-ml-lab,/gm;
  return [...log.matchAll(line)].map(([, time]) => new Date(time ?? '').getTime());
}
