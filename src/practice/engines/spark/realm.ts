/**
 * The JavaScript world that Pyodide runs in. It is booted as in a bare JavaScript shell, without Node, so that none of
 * Emscripten's ways to Node (child processes, file system mounts, sockets) is ever set up; afterwards only the
 * language itself is left.
 */

/** What a shell offers to a program that boots: two files by path, and random bytes. */
export interface ShellFiles {
  readonly text: (path: string) => string;
  readonly bytes: (path: string) => ArrayBuffer;
}

type World = Record<string, unknown>;
const world = globalThis as unknown as World;

/** Makes this worker look like a JavaScript shell; call it before Pyodide's module is loaded. */
export function becomeShell(files: ShellFiles): void {
  Reflect.deleteProperty(world, 'process');
  world['read'] = files.text;
  world['readbuffer'] = files.bytes;
  world['load'] = () => {
    throw new Error('Nothing can be loaded here.');
  };
  world['os'] = { system: randomBytesAsBase64 };
}

/** How Emscripten asks a shell for random bytes: by the command `head -cN /dev/urandom | base64`. */
function randomBytesAsBase64(_command: string, [, script = '']: string[]): string {
  const length = Number(/^head -c(\d+) \/dev\/urandom /.exec(script)?.[1] ?? 0);
  return Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString('base64');
}

/** Globals of the language, and those that a running Pyodide calls. Every other one is Node's. */
const kept = new Set([
  ...[
    'Object',
    'Function',
    'Array',
    'Number',
    'parseFloat',
    'parseInt',
    'Infinity',
    'NaN',
    'undefined',
    'Boolean',
  ],
  ...['String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError'],
  ...[
    'ReferenceError',
    'SyntaxError',
    'TypeError',
    'URIError',
    'globalThis',
    'JSON',
    'Math',
    'Intl',
    'ArrayBuffer',
  ],
  ...[
    'Atomics',
    'Uint8Array',
    'Int8Array',
    'Uint16Array',
    'Int16Array',
    'Uint32Array',
    'Int32Array',
    'DataView',
  ],
  ...[
    'Float32Array',
    'Float64Array',
    'Uint8ClampedArray',
    'BigUint64Array',
    'BigInt64Array',
    'Map',
    'BigInt',
    'Set',
  ],
  ...[
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'FinalizationRegistry',
    'Proxy',
    'Reflect',
    'SharedArrayBuffer',
    'isNaN',
  ],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'isFinite'],
  ...[
    'Iterator',
    'WebAssembly',
    'TextDecoder',
    'TextEncoder',
    'performance',
    'crypto',
    'setTimeout',
    'clearTimeout',
    'os',
  ],
]);

/** Takes Node away from the world, and every function that makes code from text. */
export function confineRealm(): void {
  for (const name of Object.getOwnPropertyNames(world)) {
    if (!kept.has(name)) Reflect.deleteProperty(world, name);
  }
  world['console'] = Object.freeze({ log: ignore, warn: ignore, error: ignore, info: ignore, debug: ignore });
  const makers = [
    () => undefined,
    async () => Promise.resolve(),
    function* () {
      yield 1;
    },
    async function* () {
      yield await Promise.resolve(1);
    },
  ];
  for (const maker of makers) {
    Object.defineProperty(Object.getPrototypeOf(maker), 'constructor', {
      value: undefined,
      writable: false,
      configurable: false,
    });
  }
  // Pyodide asks what is an instance of Function; nothing may call it.
  world['Function'] = Object.defineProperty(refuse, 'prototype', { value: Object.getPrototypeOf(refuse) });
  Reflect.deleteProperty(world, 'eval');
}

function refuse(): never {
  throw new TypeError('No code is made from text here.');
}

function ignore(): void {
  // What Emscripten says to a console concerns nobody.
}
