import { readFileSync } from 'node:fs';
import vm from 'node:vm';

/**
 * Pyodide's WebAssembly module, from its file, as a script that cannot import: an ES module could load Node's own
 * modules by name at any time, and what runs inside of Pyodide could make it.
 */
export function loadPyodideModule(file: string): unknown {
  const source = readFileSync(file, 'utf8');
  const exported = /\bexport default (\w+);?\s*(?:\/\/[^\n]*\s*)?$/.exec(source);
  if (!exported) throw new Error(`${file} is not the module of Pyodide that this version runs.`);
  const body = source
    .slice(0, exported.index)
    .replaceAll(/\bimport\s*\(/g, 'refuseImport(')
    .replaceAll('import.meta.url', '"file:///pyodide.asm.mjs"');
  const script = new vm.Script(`(refuseImport) => { ${body}\nreturn ${exported[1] ?? ''}; }`, {
    filename: 'pyodide.asm.js',
  });
  const make = script.runInThisContext() as (refuseImport: () => never) => unknown;
  return make(() => {
    throw new Error('Nothing can be imported here.');
  });
}
