/** What is needed of Emscripten's module: Python's memory, its functions, and where its built-in modules are listed. */
export interface PythonModule {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly wasmTable: { get(index: number): unknown };
  readonly _PyImport_Inittab: number;
}

/** Where a PyModuleDef has the address of its slots, in words. */
const slotsOfDefinition = 9;
const noSuchSlot = 0xffff;

/**
 * Makes a built-in module impossible to import, however a script comes to it: its definition asks for what no Python
 * knows. The list of modules has the address of a name and the number of the function that gives the definition.
 * Throws when the module is not there: then this is another Python than the one that was looked at.
 */
export function spoilBuiltin(python: PythonModule, name: string): void {
  const { HEAPU32: words, wasmTable } = python;
  let at = (words[python._PyImport_Inittab >> 2] ?? 0) >> 2;
  while (words[at] && textAt(python.HEAPU8, words[at] ?? 0) !== name) at += 2;
  if (!words[at]) throw new Error(`This Python has no built-in module ${name}.`);
  const definition = (wasmTable.get(words[at + 1] ?? 0) as () => number)();
  const slots = words[(definition >> 2) + slotsOfDefinition] ?? 0;
  words[slots >> 2] = noSuchSlot;
}

function textAt(bytes: Uint8Array, address: number): string {
  return new TextDecoder().decode(bytes.subarray(address, bytes.indexOf(0, address)));
}
