// Opens the lab in real VS Code in the browser: packages the extension, installs it into a VS Code (code-server) of its
// own in .cache/, puts the lab's files into a folder, and serves until Ctrl+C.
//   npm start -- [--folder DIR] [--port N] [--event FILE] [--profile DIR]
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { hosts } from './test/editor/host/hosts.mjs';

const host = hosts.current;
const project = path.dirname(fileURLToPath(import.meta.url));
/** The browser keeps what it knows of a profile by this address, ticks of the walkthrough among it. */
const usualPort = 8137;

const usage = '[--folder DIR] [--port N] [--event FILE] [--profile DIR]';

class StartError extends Error {}

try {
  const { folder, port, event, profile, help } = readOptions();
  if (help) {
    console.log(`npm start -- ${usage}`);
    process.exit();
  }
  provideHost();
  const vsix = packageExtension(event, profile);
  const server = provideProfile(profile);
  execFileSync(host.node, [...server, '--install-extension', vsix, '--force'], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await provideLabFolder(folder);
  await serve(server, { folder, port, log: path.join(profile, 'server.log') });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readOptions() {
  const options = {
    folder: { type: 'string', default: path.join(os.homedir(), 'cmapss-lab') },
    port: { type: 'string', default: String(usualPort) },
    event: { type: 'string' },
    help: { type: 'boolean', default: false },
    profile: { type: 'string', default: path.join(project, '.cache/start-profile') },
  };
  try {
    const { folder, port, event, profile, help } = parseArgs({ options }).values;
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
      throw new Error(`--port takes a number, not ${port}.`);
    return { folder: path.resolve(folder), port: Number(port), event, profile: path.resolve(profile), help };
  } catch (error) {
    throw new StartError(`${error.message} Options: ${usage}.`);
  }
}

/** Installs VS Code, the first time. */
function provideHost() {
  if (existsSync(host.stamp)) return;
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new StartError(
      'This VS Code can be installed on 64-bit Linux only; elsewhere run `npm run package` and install the .vsix, or press F5 in VS Code.',
    );
  }
  console.log(
    `Installing VS Code ${host.vscode} for the browser into ${host.folder}, once (a minute or two) …`,
  );
  run(
    'VS Code could not be installed: it needs npm, a C++ compiler, make and Python 3',
    process.execPath,
    path.join(project, 'test/editor/host/installHost.mjs'),
    host.name,
  );
}

function packageExtension(event, profile) {
  console.log('Packaging the extension …');
  const args = ['--out', profile, ...(event === undefined ? [] : ['--event', event])];
  const program = path.join(project, 'package.mjs');
  const printed = run('The extension could not be packaged', process.execPath, program, ...args);
  return printed.trim().split('\n').at(-1);
}

/**
 * Makes the profile. It stays from one start to the next, and its first settings are the user's to change.
 * @returns the command line of a code-server with this profile.
 */
function provideProfile(profile) {
  const data = path.join(profile, 'data');
  const config = path.join(profile, 'code-server.yaml');
  const settings = path.join(data, 'User/settings.json');
  mkdirSync(path.dirname(settings), { recursive: true });
  writeFileSync(config, 'auth: none\n');
  const first = {
    'workbench.startupEditor': 'none',
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'chat.disableAIFeatures': true,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
  };
  if (!existsSync(settings)) writeFileSync(settings, `${JSON.stringify(first, null, 2)}\n`);
  const extensions = path.join(profile, 'extensions');
  return [host.entry, '--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
}

/** Puts the lab's files and simulated engines into the folder, as Open Lab Folder does; edited files stay. */
async function provideLabFolder(folder) {
  const { provideLabFiles } = await tsImport('./src/headless/lab/workspace.ts', import.meta.url);
  const { provideFleet } = await tsImport('./src/lab/fleet/provideFleet.ts', import.meta.url);
  console.log(`Putting the lab's files into ${folder}; what you have edited there stays …`);
  await provideLabFiles(project, folder);
  await provideFleet(path.join(folder, 'data'), { signal: new globalThis.AbortController().signal });
}

/** Serves on loopback until it is told to end, and ends what it started. */
async function serve(server, { folder, port, log: logFile }) {
  const free = await isFree(port);
  const flags = [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${free ? port : 0}`, '--disable-telemetry'],
    ...['--disable-update-check', '--disable-getting-started-override', '--disable-workspace-trust'],
    // Its usual place is in the profile, whose path may be longer than a socket's may be.
    ...['--session-socket', path.join(os.tmpdir(), `cmapss-lab-${process.pid}.sock`)],
  ];
  const child = spawn(host.node, [...server, ...flags], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: all that it starts ends with it.
    detached: true,
  });
  const end = () => {
    signal(child, 'SIGTERM');
    setTimeout(signal, 5000, child, 'SIGKILL').unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
  const log = createWriteStream(logFile);
  let printed = '';
  let address;
  const read = (chunk) => {
    log.write(chunk);
    if (address) return;
    printed += chunk;
    address = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(printed)?.[1];
    if (address) announce(address, folder);
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', read);
  if (!free) console.log(`Port ${port} is taken; another one serves this time.`);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (!address && code) throw new StartError(`VS Code did not start:\n${printed}`);
}

function announce(address, folder) {
  console.log(`
The lab is open at ${address}/?folder=${encodeURIComponent(folder).replaceAll('%2F', '/')}
It has no password: only this machine can reach it, and whoever uses this machine can. Ctrl+C ends it.`);
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group has ended by itself.
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** This process's environment without what npm, or a VS Code that this runs in, has put there. */
function environment() {
  const foreign = /^(VSCODE_|CODE_SERVER|ELECTRON_|NODE_OPTIONS$|npm_|PASSWORD$|HASHED_PASSWORD$|PORT$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}' };
}

function run(failure, program, ...args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch {
    throw new StartError(`${failure}; what it said stands above.`);
  }
}
