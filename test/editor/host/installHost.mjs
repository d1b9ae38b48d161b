// Installs real VS Code (code-server) and the Node it runs on, from npm packages alone, into .cache/vscode-host.
// The test command then finds it there. Needs npm and, for two native modules, a C++ compiler and Python 3.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entry, hostFolder, hostNode, stamp, versions } from './hostPaths.mjs';

if (existsSync(stamp)) process.exit(0);
rmSync(hostFolder, { recursive: true, force: true });
mkdirSync(hostFolder, { recursive: true });
writeFileSync(
  path.join(hostFolder, 'package.json'),
  JSON.stringify({ private: true, dependencies: versions }),
);

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
// The packages' own install scripts fail or download; what they would build is built below.
npm(hostFolder, process.env, 'install', '--ignore-scripts', ...quiet);

// VS Code's server runs on the Node that came with it, and its native modules are built for that one.
const nodeHome = path.dirname(path.dirname(hostNode));
const env = {
  ...process.env,
  PATH: `${path.dirname(hostNode)}${path.delimiter}${process.env.PATH}`,
  npm_config_nodedir: nodeHome,
};
const server = path.join(hostFolder, 'node_modules/code-server/lib/vscode');
npm(server, env, 'install', '--ignore-scripts', '--omit=dev', ...quiet);
npm(server, env, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--loglevel=error');
link('code-linux.sh', path.join(server, 'bin/remote-cli/code-server'));
link('browser-linux.sh', path.join(server, 'bin/helpers/browser.sh'));
execFileSync(hostNode, [entry, '--config', '/dev/null', '--version'], { stdio: 'inherit' });
writeFileSync(stamp, '');

function npm(cwd, environment, ...args) {
  execFileSync('npm', args, { cwd, env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
}

function link(target, name) {
  rmSync(name, { force: true });
  symlinkSync(target, name);
}
