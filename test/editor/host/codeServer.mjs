// Starts and stops real VS Code (code-server) on loopback, with a profile of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { entry, hostNode } from './hostPaths.mjs';

const settings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.reduceMotion': 'on',
  'files.simpleDialog.enable': true,
};

/** A new, empty profile; its path is short because Unix sockets (107 characters at most) lie below it. */
export function makeProfile() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cse-'));
  const profile = {
    root,
    home: path.join(root, 'home'),
    userData: path.join(root, 'data'),
    extensions: path.join(root, 'ext'),
    config: path.join(root, 'config.yaml'),
  };
  for (const folder of [profile.home, path.join(profile.userData, 'User'), profile.extensions]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(profile.config, 'auth: none\n');
  writeFileSync(path.join(profile.userData, 'User/settings.json'), JSON.stringify(settings));
  return {
    ...profile,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Starts a server; resolves once it listens. `stop` ends its process group, and nothing else. */
export async function startServer(profile) {
  const foreign = /^(VSCODE_|CODE_SERVER|ELECTRON_|NODE_OPTIONS$|XDG_|npm_|PASSWORD|HASHED_PASSWORD|PORT$)/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const args = [
    ...[
      '--config',
      profile.config,
      '--user-data-dir',
      profile.userData,
      '--extensions-dir',
      profile.extensions,
    ],
    ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'],
    ...[
      '--disable-workspace-trust',
      '--disable-getting-started-override',
      '--disable-proxy',
      '--ignore-last-opened',
    ],
    // Without this option the page opens but never starts the tests it was given.
    ...['--vscode-option', 'enable-smoke-test-driver'],
  ];
  const child = spawn(hostNode, [entry, ...args], {
    env: { ...Object.fromEntries(inherited), HOME: profile.home, EXTENSIONS_GALLERY: '{}' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      const signal = (name) => {
        try {
          process.kill(-child.pid, name);
        } catch {
          // The group ended by itself in the meantime.
        }
      };
      signal('SIGTERM');
      setTimeout(signal, 5000, 'SIGKILL').unref();
    });
  try {
    return { url: await listening(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listening(child) {
  let printed = '';
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`code-server did not start in 60 s:\n${printed}`)),
      60_000,
    );
    const read = (chunk) => {
      printed += chunk;
      const match = /HTTP server listening on (http:\/\/[\d.]+:\d+)\//.exec(printed);
      if (!match) return;
      clearTimeout(deadline);
      resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`code-server ended with ${code}:\n${printed}`)));
  });
}
