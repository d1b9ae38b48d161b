// Builds everything that runs into dist/: the terminal commands, the practice account and its workers (ESM),
// and the extension (CommonJS, as VS Code loads it). `--quiet` prints errors only.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, readdir, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';

const logLevel = process.argv.includes('--quiet') ? 'warning' : 'info';

/** Files below `folder` whose name ends in `ending`. */
const filesBelow = async (folder, ending) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: 'linked',
  logLevel,
  external: ['vscode', '@duckdb/node-bindings-*'],
};

// Packages that still say `require`, and code that asks for its own place, need these names inside an ES module.
const banner = {
  js: [
    "import { createRequire as __createRequire } from 'node:module';",
    "import { dirname as __dirnameOf } from 'node:path';",
    "import { fileURLToPath as __fileOf } from 'node:url';",
    'const require = __createRequire(import.meta.url), __filename = __fileOf(import.meta.url), __dirname = __dirnameOf(__filename);',
  ].join('\n'),
};

/** One bundle a program: each file of headless/ that is a command, the practice process, and every *Worker.ts. */
const programs = [
  ...(await readdir('src/headless'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/headless/${file}`),
  'src/practice/main.ts',
  ...(await filesBelow('src', 'Worker.ts')),
];

await build({
  ...common,
  entryPoints: programs.map((file) => ({
    in: file,
    out: file === 'src/practice/main.ts' ? 'practice' : path.basename(file, '.ts'),
  })),
  format: 'esm',
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  banner,
});
if (existsSync('src/extension.ts')) {
  await build({ ...common, entryPoints: ['src/extension.ts'], format: 'cjs', outfile: 'dist/extension.cjs' });
}

/** Copies unless the copy is there already: a program that is running may have the file open. */
const copy = async (from, to) => {
  const [source, target] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (target?.size !== source.size || target.mtimeMs < source.mtimeMs) await cp(from, to);
};

// Assets that the bundles load by path, beside them.
for (const file of ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json']) {
  await copy(`node_modules/pyodide/${file}`, `dist/pyodide/${file}`);
}
for (const file of await filesBelow('node_modules/@polyglot-sql/sdk/dist', '.wasm')) {
  await copy(file, `dist/${path.basename(file)}`);
}
const shim = 'src/practice/engines/spark/python';
if (existsSync(shim)) {
  for (const file of await filesBelow(shim, '.py'))
    await copy(file, `dist/spark/${path.relative(shim, file)}`);
}
// The job's Python boots once here, not in each new account: its memory lies among the assets.
execFileSync(process.execPath, ['dist/sparkWorker.mjs', '--boot', 'dist'], { stdio: 'inherit' });
