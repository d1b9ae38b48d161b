import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PyodideAPI } from 'pyodide';
import type { PythonModule } from './builtins.ts';
import { loadPyodideModule } from './pyodideModule.ts';
import { becomeShell } from './realm.ts';

/** Pyodide with what is not in its types. */
type Interpreter = PyodideAPI & {
  makeMemorySnapshot(): Uint8Array;
  readonly _api: { readonly runtimeEnv: object };
  readonly _module: PythonModule;
};

const packageFolder = '/spark';

/** Mebibytes that Python may take; beyond, it raises MemoryError. */
const memoryLimit = 640;

/**
 * Boots Python with the `pyspark` and `awsglue` packages, from the file of a memory snapshot where there is one. A boot
 * without one makes it.
 */
export async function bootInterpreter(assets: string, snapshot: string): Promise<Interpreter> {
  const folder = path.join(assets, 'pyodide', path.sep);
  const lock = JSON.parse(readFileSync(path.join(folder, 'pyodide-lock.json'), 'utf8')) as object;
  const sources = pythonSources(path.join(assets, 'spark'));
  const memory = existsSync(snapshot) ? new Uint8Array(readFileSync(snapshot)) : undefined;
  limitMemory(memoryLimit);
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
    ...(memory ? { _loadSnapshot: memory } : { _makeSnapshot: true }),
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
  if (!memory) {
    python.runPython(
      `import sys\nsys.path.insert(0, '${packageFolder}')\nfrom _practice import runner\nrunner.preload()`,
    );
    // Whole or not at all: another run may look for it.
    const file = `${snapshot}.${crypto.randomUUID()}`;
    writeFileSync(file, python.makeMemorySnapshot(), { mode: 0o600 });
    renameSync(file, snapshot);
  }
  return python;
}

/** Lets no WebAssembly memory grow beyond a limit: a script that allocates without end fails, and nothing else. */
function limitMemory(mebibytes: number): void {
  const { prototype } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: GrowingMemory } } })
    .WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > mebibytes * 1_048_576)
      throw new RangeError('out of memory');
    return grow.call(this, pages);
  };
}

/** A WebAssembly.Memory. */
interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow: (this: GrowingMemory, pages: number) => number;
}

/** The packages' files, by their path with `/`. */
function pythonSources(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.py'))
    .map((name) => [name.replaceAll(path.sep, '/'), readFileSync(path.join(folder, name), 'utf8')]);
}
