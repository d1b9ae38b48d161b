// Builds everything that runs: the terminal commands, the practice account and its workers (ESM), and the extension
// (CommonJS, as VS Code loads it). `--quiet` prints errors only.
import { build, transform } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What VS Code 1.90's Node runs. */
const target = 'node20.9';

/** Files below `folder` whose name ends in `ending`. */
const filesBelow = async (folder, ending) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

// Packages that still say `require`, and code that asks for its own place, need these names inside an ES module.
const banner = {
  js: [
    "import { createRequire as __createRequire } from 'node:module';",
    "import { dirname as __dirnameOf } from 'node:path';",
    "import { fileURLToPath as __fileOf } from 'node:url';",
    'const require = __createRequire(import.meta.url), __filename = __fileOf(import.meta.url), __dirname = __dirnameOf(__filename);',
  ].join('\n'),
};

/**
 * Builds the programs, the extension and the assets that they load by path, into `outdir`.
 * @param shipped leaves out the terminal commands and source maps, and shrinks the text; names stay, for stack traces.
 * @returns the files that went into the bundles.
 */
export async function buildAll({ outdir = 'dist', shipped = false, logLevel = 'info' } = {}) {
  const common = {
    bundle: true,
    platform: 'node',
    target,
    mainFields: ['module', 'main'],
    metafile: true,
    absWorkingDir: process.cwd(),
    logLevel,
    external: ['vscode', '@duckdb/node-bindings-*'],
    outdir,
    ...(shipped ? { minifyWhitespace: true, minifySyntax: true, legalComments: 'none' } : {}),
  };
  const inputs = new Set([
    ...(await buildPrograms({ ...common, sourcemap: shipped ? false : 'linked' }, shipped)),
    ...(await buildExtension(common, shipped)),
    ...(await buildPage(common, shipped)),
  ]);
  await copyAssets(outdir);
  return [...inputs];
}

/** One bundle a program: the practice process, every *Worker.ts, and each file of headless/ that is a command. */
async function buildPrograms(common, shipped) {
  const commands = (await readdir('src/headless')).filter((file) => file.endsWith('.ts'));
  const programs = [
    ...(shipped ? [] : commands.map((file) => `src/headless/${file}`)),
    'src/practice/main.ts',
    ...(await filesBelow('src', 'Worker.ts')),
  ];
  const { metafile } = await build({
    ...common,
    entryPoints: programs.map((file) => ({
      in: file,
      out: file === 'src/practice/main.ts' ? 'practice' : path.basename(file, '.ts'),
    })),
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner,
  });
  return Object.keys(metafile.inputs);
}

/**
 * Has the extension take VS Code's API once. Else each file that imports it makes an object of its own with all of the
 * API's names, hundreds each time: half of the time that loading the extension takes.
 */
const vscodeOnce = {
  name: 'vscode-once',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'once' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'once' },
    );
    onLoad({ filter: /^vscode$/, namespace: 'once' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

/**
 * Builds the extension so that what it imports dynamically lies in files of its own, loaded on first use, and what
 * several of them share is there once: two copies of a class would not be `instanceof` each other. Only ES modules can
 * be split like that, so the pieces become CommonJS afterwards, and their `import()` a late `require`.
 */
async function buildExtension(common, shipped) {
  const { outdir } = common;
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: { extension: 'src/extension.ts', accounts: 'src/accounts/openAccount.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'extension/[name]-[hash]',
    outExtension: { '.js': '.cjs' },
    sourcemap: shipped ? false : 'inline',
    write: false,
    plugins: [vscodeOnce],
  });
  const pieces = path.resolve(outdir, 'extension');
  await mkdir(pieces, { recursive: true });
  const stale = new Set(await readdir(pieces));
  const hourAgo = Date.now() - 3_600_000;
  for (const { path: file, text } of outputFiles) {
    const { code, map } = await transform(text, {
      format: 'cjs',
      platform: 'node',
      target,
      supported: { 'dynamic-import': false },
      minifyWhitespace: shipped,
      legalComments: shipped ? 'none' : 'inline',
      sourcefile: file,
      sourcemap: shipped ? false : 'external',
      sourcesContent: !shipped,
    });
    const name = path.basename(file);
    await writeFile(file, map ? `${code}//# sourceMappingURL=${name}.map\n` : code);
    if (map) await writeFile(`${file}.map`, map);
    for (const written of [name, `${name}.map`]) stale.delete(written);
  }
  // A window that still runs the last build may yet load a piece of it.
  for (const name of stale) {
    const file = path.join(pieces, name);
    if ((await stat(file)).mtimeMs < hourAgo) await rm(file);
  }
  return Object.keys(metafile.inputs);
}

/** The page of pictures: one script and one style sheet for a browser. Nobody debugs it as shipped, so it is as small as it gets. */
async function buildPage({ logLevel, outdir, absWorkingDir }, shipped) {
  const { metafile } = await build({
    absWorkingDir,
    logLevel,
    bundle: true,
    metafile: true,
    entryPoints: ['src/webview/page.ts', 'src/webview/page.css'],
    outdir: path.join(outdir, 'webview'),
    format: 'iife',
    // What VS Code 1.90 has inside.
    target: 'chrome122',
    sourcemap: shipped ? false : 'inline',
    minify: shipped,
    legalComments: 'none',
  });
  return Object.keys(metafile.inputs);
}

/** Copies what the bundles load by path to beside them. */
async function copyAssets(outdir) {
  for (const file of ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json']) {
    await copy(`node_modules/pyodide/${file}`, `${outdir}/pyodide/${file}`);
  }
  for (const file of await filesBelow('node_modules/@polyglot-sql/sdk/dist', '.wasm')) {
    await copy(file, `${outdir}/${path.basename(file)}`);
  }
  const shim = 'src/practice/engines/spark/python';
  for (const file of await filesBelow(shim, '.py')) {
    await copy(file, `${outdir}/spark/${path.relative(shim, file)}`);
  }
}

/** Copies unless the copy is there already: a program that is running may have the file open. */
async function copy(from, to) {
  const [source, present] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (present?.size !== source.size || present.mtimeMs < source.mtimeMs) await cp(from, to);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildAll({ logLevel: process.argv.includes('--quiet') ? 'warning' : 'info' });
  // The job's Python boots once here, not in each new account: its memory lies among the assets.
  execFileSync(process.execPath, ['dist/sparkWorker.mjs', '--boot', 'dist'], { stdio: 'inherit' });
}
