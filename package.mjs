// Packages the extension, one .vsix a platform. The last line printed is the path of the last one.
//   npm run package -- [--target NAME | --all] [--event FILE] [--out DIR]
// Without a target, for the platform it runs on. `--event` bakes in the configuration of a course.
import { createVSIX } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { buildAll } from './esbuild.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { thinBinary } from './thinBinary.mjs';

const targets = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'];

/** Megabytes (10^6 bytes) that a package may have. */
const most = 40;

/** Fields of package.json that only this checkout needs. */
const developmentFields = ['private', 'scripts', 'devDependencies', 'allowScripts', 'overrides'];

class PackageError extends Error {}

const cwd = process.cwd();
process.chdir(path.dirname(fileURLToPath(import.meta.url)));
const scratch = await mkdtemp(path.join(os.tmpdir(), 'cmapss-package-'));
try {
  const { names, event, out } = await readOptions(cwd);
  const stage = path.join(scratch, 'stage');
  await stageFiles(stage, event);
  await mkdir(out, { recursive: true });
  for (const name of names) await packageFor(name, stage, out);
} catch (error) {
  // A failed build has said everything already.
  if (!(error instanceof PackageError || error.errors)) throw error;
  console.error(error.errors ? 'The extension could not be built.' : error.message);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** Paths are relative to `cwd`, the folder that the command was called in. */
async function readOptions(cwd) {
  const { values } = parseOptions();
  const own = `${process.platform}-${process.arch}`;
  const names = values.all ? targets : [values.target ?? own];
  const unknown = names.find((name) => !targets.includes(name));
  if (unknown) {
    throw new PackageError(
      `There is no package for ${unknown}; name one with --target: ${targets.join(', ')}.`,
    );
  }
  return {
    names,
    event: values.event && (await readEventFile(path.resolve(cwd, values.event))),
    out: path.resolve(cwd, values.out),
  };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        target: { type: 'string' },
        all: { type: 'boolean', default: false },
        event: { type: 'string' },
        out: { type: 'string', default: '.' },
      },
    });
  } catch (error) {
    throw new PackageError(`${error.message} Options: --target NAME, --all, --event FILE, --out DIR.`);
  }
}

/** An event's file, read as the extension itself reads it. */
async function readEventFile(file) {
  const { readEvent, EventError } = await tsImport('./src/lab/event.ts', import.meta.url);
  try {
    return readEvent(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof EventError) throw new PackageError(error.message);
    throw new PackageError(`The event's file cannot be read (${error.message}); give one with --event FILE.`);
  }
}

/** Puts into `stage` what ships to every platform. */
async function stageFiles(stage, event) {
  const dist = path.join(stage, 'dist');
  const bundled = await buildAll({ outdir: dist, shipped: true, logLevel: 'warning' });
  await writeFile(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(bundled));
  if (event) await writeFile(path.join(dist, 'event.json'), `${JSON.stringify(event, null, 2)}\n`);
  const shared = [
    'data',
    'glue',
    'infra',
    'media',
    'notebooks',
    'sql',
    'walkthroughs',
    'package.nls.json',
    'CHANGELOG.md',
    'LICENSE',
  ];
  for (const name of [...shared, '.vscodeignore'])
    await cp(name, path.join(stage, name), { recursive: true });
  // The Extensions view shows it, where neither the repository's other documents nor its pictures are.
  await cp('docs/extension.md', path.join(stage, 'README.md'));
}

async function packageFor(name, stage, out) {
  const manifest = JSON.parse(await readFile('package.json', 'utf8'));
  const binding = `@duckdb/node-bindings-${name}`;
  const modules = path.join(stage, 'node_modules');
  await rm(modules, { recursive: true, force: true });
  await cp(await bindingFolder(binding, name), path.join(modules, binding), { recursive: true });
  await thinBinaries(path.join(modules, binding), name);
  const { version } = JSON.parse(await readFile(path.join(modules, binding, 'package.json'), 'utf8'));
  for (const field of developmentFields) delete manifest[field];
  // All else is bundled.
  manifest.dependencies = { [binding]: version };
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2));

  const vsix = path.join(out, `${manifest.name}-${name}-${manifest.version}.vsix`);
  await createVSIX({ cwd: stage, target: name, packagePath: vsix, allowMissingRepository: true });
  const megabytes = (await stat(vsix)).size / 1e6;
  if (megabytes > most) {
    throw new PackageError(`${vsix} has ${megabytes.toFixed(1)} MB; ${most} MB is the limit.`);
  }
  console.log(vsix);
}

/** Where the platform's DuckDB lies: in this checkout if it is its own, else installed aside, from the same lock. */
async function bindingFolder(binding, name) {
  const own = path.join('node_modules', binding);
  if (existsSync(own)) return own;
  const folder = path.join(scratch, name);
  await mkdir(folder);
  for (const file of ['package.json', 'package-lock.json']) await cp(file, path.join(folder, file));
  const [system, cpu] = name.split('-');
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, `--os=${system}`, `--cpu=${cpu}`, '--libc=glibc'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  return path.join(folder, 'node_modules', binding);
}

/** Leaves to macOS's libraries only the part for the target's processor: half their size. */
async function thinBinaries(folder, name) {
  const [, cpu] = name.split('-');
  for (const file of (await readdir(folder)).filter((each) => each.endsWith('.dylib'))) {
    const library = path.join(folder, file);
    await writeFile(library, thinBinary(await readFile(library), cpu));
  }
}
