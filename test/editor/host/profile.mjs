// A new profile of VS Code's for one run of tests: settings, extensions, a home folder, a lab folder, a practice store.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What keeps VS Code quiet: nothing is fetched, nothing greets, nothing moves. */
const quiet = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.reduceMotion': 'on',
  'window.dialogStyle': 'custom',
  'files.simpleDialog.enable': true,
};

const longestEndMs = 10_000;

/**
 * Makes a profile.
 * @param {{ settings?: Record<string, unknown>, machine?: Record<string, unknown> }} [options]
 * `settings` are the user's; `machine` are the machine's own (what the manifest scopes `machine` or
 * `machine-overridable`), which a remote window reads from the server's side. The root is short, because Unix sockets
 * (107 characters at most) lie below it.
 */
export function makeProfile({ settings = {}, machine = {} } = {}) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cse-'));
  const profile = {
    root,
    home: path.join(root, 'home'),
    userData: path.join(root, 'data'),
    extensions: path.join(root, 'ext'),
    /** A folder of an attendee's: the lab's script and queries. */
    lab: path.join(root, 'lab'),
    /** Where the practice account of this profile lies. */
    store: path.join(root, 'store'),
  };
  const ofMachine = { 'cmapssLab.practice.store': profile.store, ...machine };
  for (const folder of [profile.home, profile.extensions]) mkdirSync(folder, { recursive: true });
  for (const folder of ['glue', 'sql']) cpSync(folder, path.join(profile.lab, folder), { recursive: true });
  write('User', { ...quiet, ...settings, ...ofMachine });
  write('Machine', ofMachine);
  return {
    ...profile,
    /** Ends the practice account of this profile, if one is served, and removes everything. */
    remove: async () => {
      await endPractice(profile.store);
      rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };

  function write(side, values) {
    mkdirSync(path.join(profile.userData, side), { recursive: true });
    writeFileSync(path.join(profile.userData, side, 'settings.json'), JSON.stringify(values, null, 2));
  }
}

/** Ends the process that serves a store, which otherwise waits for another window to come. */
async function endPractice(store) {
  let pid;
  try {
    ({ pid } = JSON.parse(readFileSync(path.join(store, 'account.json'), 'utf8')));
    process.kill(pid, 'SIGTERM');
  } catch {
    return; // Nobody ever asked for the account, or its process has ended.
  }
  const deadline = Date.now() + longestEndMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`the practice account's process ${pid} does not end`);
    await sleep(20);
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * The environment of a program in a profile: nobody's home, nobody's AWS account, none of VS Code's own variables.
 * @param {{ home: string }} profile
 * @returns {Record<string, string | undefined>}
 */
export function profileEnv({ home }) {
  const foreign =
    /^(AWS_|VSCODE_|CODE_SERVER|ELECTRON_|NODE_OPTIONS$|XDG_|npm_|PASSWORD|HASHED_PASSWORD|PORT$)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    HOME: home,
    USERPROFILE: home,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: path.join(home, '.aws/config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, '.aws/credentials'),
  };
}
