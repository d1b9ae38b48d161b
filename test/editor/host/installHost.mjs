// Installs the VS Code hosts (code-server) and the Node each runs on, from npm packages alone, into .cache/.
//   node test/editor/host/installHost.mjs [current|floor …]      all of them when none is named
// Needs npm, a C++ compiler, make and Python 3, for the few native modules that are compiled here.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hosts } from './hosts.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
/** What each host lacks after an installation without scripts: [folder below code-server, packages]. */
const compiled = {
  current: [['lib/vscode', ['@vscode/spdlog', '@vscode/native-watchdog']]],
  floor: [
    ['.', ['argon2']],
    ['lib/vscode', ['@vscode/spdlog', 'native-watchdog', 'node-pty', '@parcel/watcher']],
  ],
};

const wanted = process.argv.slice(2);
let failed = false;
for (const name of wanted.length ? wanted : Object.keys(hosts)) {
  const host = hosts[name];
  if (!host) throw new Error(`no host ${name}; there are ${Object.keys(hosts).join(', ')}`);
  if (existsSync(host.stamp)) continue;
  try {
    install(host);
  } catch (error) {
    console.error(`VS Code ${host.vscode} could not be installed: ${error.message}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);

function install(host) {
  rmSync(host.folder, { recursive: true, force: true });
  mkdirSync(host.folder, { recursive: true });
  writeFileSync(
    path.join(host.folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: host.versions }),
  );
  // The packages' own install scripts fail or download; what they would build is built below.
  npm(host.folder, process.env, 'install', '--ignore-scripts', ...quiet);

  // VS Code's server runs on the Node that came with it, and its native modules are built for that one.
  const env = {
    ...process.env,
    PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}`,
    npm_config_nodedir: path.dirname(path.dirname(host.node)),
    npm_config_build_from_source: 'true',
  };
  const codeServer = path.join(host.folder, 'node_modules/code-server');
  const server = path.join(codeServer, 'lib/vscode');
  npm(server, env, 'install', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps', ...quiet);
  for (const [folder, packages] of compiled[host.name]) {
    const at = folder === '.' ? host.folder : path.join(codeServer, folder);
    npm(at, env, 'rebuild', ...packages, '--loglevel=error');
    // npm says nothing of a package that it does not find, nor of an addon that does not load.
    const load = packages.map((name) => `require(${JSON.stringify(name)})`).join(';');
    execFileSync(host.node, ['-e', load], { cwd: at, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  shareRipgrep(server);
  link('code-linux.sh', path.join(server, 'bin/remote-cli/code-server'));
  link('browser-linux.sh', path.join(server, 'bin/helpers/browser.sh'));
  execFileSync(host.node, [host.entry, '--config', '/dev/null', '--version'], { stdio: 'inherit' });
  writeFileSync(host.stamp, '');
}

function npm(cwd, environment, ...args) {
  execFileSync('npm', args, { cwd, env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Lends the older host, whose own is downloaded by a script, the ripgrep of today's: VS Code finds files with it. */
function shareRipgrep(server) {
  const name = 'node_modules/@vscode/ripgrep-universal/bin/linux-x64/rg';
  const rg = path.join(hosts.current.folder, 'node_modules/code-server/lib/vscode', name);
  const bin = path.join(server, 'node_modules/@vscode/ripgrep/bin');
  if (!existsSync(rg) || existsSync(bin) || !existsSync(path.dirname(bin))) return;
  mkdirSync(bin);
  link(rg, path.join(bin, 'rg'));
}

function link(target, name) {
  rmSync(name, { force: true });
  symlinkSync(target, name);
}
