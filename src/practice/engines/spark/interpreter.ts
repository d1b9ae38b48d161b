import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PyodideAPI } from 'pyodide';
import { loadPyodideModule } from './pyodideModule.ts';
import { becomeShell } from './realm.ts';

/** Pyodide with what is not in its types. */
type Interpreter = PyodideAPI & { makeMemorySnapshot(): Uint8Array; _api: { runtimeEnv: object } };

const packageFolder = '/spark';

/**
 * Boots Python with the `pyspark` and `awsglue` packages, from a memory snapshot where there is one. `made` takes the
 * snapshot of a boot without one.
 */
export async function bootInterpreter(
  assets: string,
  snapshot: SharedArrayBuffer | undefined,
  made: (memory: SharedArrayBuffer) => void,
): Promise<Interpreter> {
  const folder = path.join(assets, 'pyodide', path.sep);
  const lock = JSON.parse(readFileSync(path.join(folder, 'pyodide-lock.json'), 'utf8')) as object;
  const sources = pythonSources(path.join(assets, 'spark'));
  becomeShell({
    text: (file) => readFileSync(file, 'utf8'),
    bytes: (file) => new Uint8Array(readFileSync(file)).buffer,
  });
  // Pyodide looks at the world it is in when its modules are loaded: only now.
  const { loadPyodide } = await import('pyodide');
  const createPyodideModule = loadPyodideModule(path.join(folder, 'pyodide.asm.mjs'));
  const options = {
    indexURL: folder,
    jsglobals: {},
    createPyodideModule,
    // Of the lock, what it says of this Pyodide; no package can be installed.
    lockFileContents: { ...lock, packages: {} },
    packageBaseUrl: '/',
    ...(snapshot ? { _loadSnapshot: new Uint8Array(snapshot) } : { _makeSnapshot: true }),
  };
  const python = (await loadPyodide(options as never)) as Interpreter;
  // What Pyodide thinks it runs in decides what it may load.
  Object.freeze(python._api.runtimeEnv);
  const files = python.FS as unknown as {
    mkdirTree(folder: string): void;
    writeFile(file: string, text: string): void;
  };
  for (const [name, text] of sources) {
    const file = `${packageFolder}/${name}`;
    files.mkdirTree(path.posix.dirname(file));
    files.writeFile(file, text);
  }
  if (!snapshot) {
    python.runPython(
      `import sys\nsys.path.insert(0, '${packageFolder}')\nfrom _practice import runner\nrunner.preload()`,
    );
    const memory = python.makeMemorySnapshot();
    const shared = new SharedArrayBuffer(memory.length);
    new Uint8Array(shared).set(memory);
    made(shared);
  }
  return python;
}

/** The packages' files, by their path with `/`. */
function pythonSources(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.py'))
    .map((name) => [name.replaceAll(path.sep, '/'), readFileSync(path.join(folder, name), 'utf8')]);
}
