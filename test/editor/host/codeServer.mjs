// Starts and stops real VS Code (code-server) on loopback, in a given profile.
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const longestStartMs = 60_000;

/** @typedef {{ userData: string, extensions: string }} Places */
/** @typedef {Record<string, string | undefined>} Env */

/**
 * Installs a .vsix into a profile.
 * @param {typeof import('./hosts.mjs').hosts.current} host
 * @param {Places} profile
 * @param {string} vsix
 * @param {Env} [env]
 */
export function installExtension(host, profile, vsix, env = process.env) {
  execFileSync(host.node, [host.entry, ...placesOf(profile), '--install-extension', vsix, '--force'], {
    env: { ...env, EXTENSIONS_GALLERY: '{}' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Starts a server; resolves once it listens. `log` is what it has printed; `stop` ends its process group, and nothing
 * else. `trust` turns workspace trust on; `driver` lets a page start tests in the extension host, but shows no toasts.
 * @param {typeof import('./hosts.mjs').hosts.current} host
 * @param {Places} profile
 * @param {{ env?: Env, trust?: boolean, driver?: boolean }} [options]
 * @returns {Promise<{ url: string, stop: () => Promise<void>, log: () => string }>}
 */
export async function startServer(host, profile, { env = process.env, trust = false, driver = false } = {}) {
  const child = spawn(host.node, [host.entry, ...placesOf(profile), ...flagsOf(host, trust, driver)], {
    env: { ...env, EXTENSIONS_GALLERY: '{}' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
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
    return { url: await listening(child, () => printed), stop, log: () => printed };
  } catch (error) {
    await stop();
    throw error;
  }
}

function placesOf({ userData, extensions }) {
  const config = path.join(userData, 'code-server.yaml');
  writeFileSync(config, 'auth: none\n');
  return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

function flagsOf(host, trust, driver) {
  const isOld = host.name === 'floor';
  return [
    ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'],
    ...['--disable-getting-started-override', '--ignore-last-opened'],
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...(isOld ? [] : ['--disable-proxy', '--reconnection-grace-time', '5']),
    // The older one knows no such option, and starts tests without.
    ...(driver && !isOld ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

function listening(child, printed) {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`code-server did not start in ${longestStartMs / 1000} s:\n${printed()}`)),
      longestStartMs,
    );
    const read = () => {
      const match = /HTTP server listening on (http:\/\/[\d.]+:\d+)\//.exec(printed());
      if (!match) return;
      clearTimeout(deadline);
      resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`code-server ended with ${code}:\n${printed()}`)));
  });
}
