import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  createSparkEngine,
  type ScriptOutcome,
  type SparkEngine,
  type SparkHost,
} from '../../../../../src/practice/engines/spark/sparkEngine.ts';
import { SparkError } from '../../../../../src/practice/engines/spark/sparkError.ts';

/** Attempts to leave Python: each expression must raise, or give a value that tells nothing of the host. */
const escapes: Readonly<Record<string, string>> = {
  'the js module': '__import__("js").process',
  'the pyodide_js module': '__import__("pyodide_js").FS',
  'the js module, its marker removed': '(sys.modules.pop("js", None), __import__("js"))[1].process',
  run_js: '__import__("pyodide.code").code.run_js("process.version")',
  'Pyodide’s packages over HTTP': '__import__("pyodide.http").http.open_url("http://127.0.0.1:1")',
  ctypes: '__import__("ctypes").CDLL(None).emscripten_run_script(b"throw 1")',
  'ctypes, its marker removed':
    '[sys.modules.pop(n, None) for n in ("ctypes", "_ctypes")] and __import__("_ctypes").dlopen(None, 0)',
  'ctypes, made by its importer':
    '__import__("_imp").create_builtin(__import__("importlib.util").util.spec_from_loader("_ctypes", __import__("_frozen_importlib").BuiltinImporter)) and __import__("_ctypes").CFuncPtr',
  'Pyodide’s own module, its marker removed':
    '(sys.modules.pop("_pyodide_core", None), __import__("_pyodide_core"))[1].create_proxy(1)',
  micropip: '__import__("micropip").install("six")',
  'a host file': 'open("/etc/passwd").read()',
  'the process’ own entry': 'open("/proc/self/environ").read()',
  'a shell command': '1 / (os.system("true") + 1)',
  'a pipe': 'os.popen("id").read()',
  'a child process': '__import__("subprocess").run(["id"])',
  'a fork': 'os.fork()',
  'a program': 'os.execv("/bin/sh", ["sh"])',
  'a socket': '__import__("socket").create_connection(("127.0.0.1", 9), 1)',
  'a web page': '__import__("urllib.request").request.urlopen("http://127.0.0.1:1")',
  'a name server': '__import__("socket").gethostbyname("localhost-not-there.invalid").split("x")[1]',
  'an object of JavaScript among all that Python holds': 'next(proxies())',
  'JavaScript’s global objects, by way of every object that Python holds':
    '[o for o in proxies() if any(reaches(o, n) for n in ("process", "require", "fetch", "readbuffer", "Buffer"))][0]',
  'code from text, by way of every object that Python holds':
    '[f for f in (made(o) for o in proxies()) if f is not None][0]',
  'Node’s file system, mounted': '[o for o in proxies() if reaches(o, "NODEFS")][0]',
};

const prelude = `
import gc, os, sys

def proxies():
    seen, todo = set(), list(gc.get_objects())
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if any(c.__name__ == "JsProxy" for c in type(one).__mro__):
            yield one
        try:
            todo += gc.get_referents(one)
        except Exception:
            pass

def reaches(one, name):
    for way in (one, getattr(one, "constructor", None), getattr(one, "globalThis", None), getattr(one, "FS", None)):
        try:
            if getattr(way, name, None) is not None:
                return True
            if getattr(way.filesystems, name, None) is not None:
                return True
        except BaseException:
            pass
    return False

def made(one):
    try:
        return one.constructor.constructor("return 42")() == 42 or None
    except BaseException:
        return None

`;

describe('the Spark engine', function () {
  this.timeout(60_000);
  let engine: SparkEngine;
  let folder: string;
  const noCalls: SparkHost = { call: (operation) => Promise.reject(new Error(`${operation} was called`)) };

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'spark-'));
    engine = createSparkEngine({ assets: path.resolve('dist'), folder });
  });
  after(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (
    script: string,
    options: { host?: SparkHost; signal?: AbortSignal; args?: string[] } = {},
  ): Promise<{ outcome: ScriptOutcome; stdout: string[]; stderr: string[] }> => {
    const stdout: string[] = [];
    const stderr: string[] = [];
    const outcome = await engine.run({
      name: 'glue_job.py',
      script,
      args: options.args ?? [],
      host: options.host ?? noCalls,
      onLine: (stream, line) => (stream === 'stdout' ? stdout : stderr).push(line),
      signal: options.signal ?? new AbortController().signal,
    });
    return { outcome, stdout, stderr };
  };

  it('runs a script as its main program, with its arguments, and passes its lines on', async () => {
    const script =
      'import sys\nfrom awsglue.utils import getResolvedOptions\nprint(__name__, getResolvedOptions(sys.argv, ["JOB_NAME"]))\nprint("warned", file=sys.stderr)\n';
    const { outcome, stdout, stderr } = await run(script, {
      args: ['--JOB_NAME', 'calc_rul', '--other', '1'],
    });
    assert.deepEqual(outcome, { kind: 'succeeded' });
    assert.deepEqual(stdout, ["__main__ {'JOB_NAME': 'calc_rul'}"]);
    assert.deepEqual(stderr, ['warned']);
  });

  it('names type, message and line of an error in the script', async () => {
    const { outcome } = await run('import json\n\n\ndef inner():\n    return {}["absent"]\n\n\ninner()\n');
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.type, 'KeyError');
    assert.equal(outcome.message, "'absent'");
    assert.equal(outcome.line, 5);
    assert.match(outcome.traceback, /return \{\}\["absent"\]/);
    assert.doesNotMatch(outcome.traceback, /runner\.py/);
  });

  it('names the line of a text that is no Python', async () => {
    const { outcome } = await run('x = 1\ndef f(:\n    pass\n');
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.type, 'SyntaxError');
    assert.equal(outcome.line, 2);
    assert.match(outcome.message, / \(glue_job\.py, line 2\)$/);
    assert.match(outcome.traceback, /File "\/tmp\/glue_job\.py", line 2/);
  });

  it('takes sys.exit(0) for success and any other code for a failure', async () => {
    assert.equal((await run('import sys\nsys.exit(0)\n')).outcome.kind, 'succeeded');
    assert.equal((await run('import sys\nsys.exit(3)\n')).outcome.kind, 'failed');
  });

  it('answers calls and raises the host’s errors as Spark’s', async () => {
    const host: SparkHost = {
      call: (operation, input) =>
        operation === 'databases'
          ? Promise.resolve(['a', 'ü'])
          : Promise.reject(new SparkError('AnalysisException', `no ${String(input['database'])}`)),
    };
    const { stdout, outcome } = await run(
      'from pyspark.sql import SparkSession\nfrom pyspark.sql.utils import AnalysisException\n' +
        'c = SparkSession.builder.getOrCreate().catalog\nprint([d.name for d in c.listDatabases()])\n' +
        'try:\n    c.listTables("x")\nexcept AnalysisException as e:\n    print(e)\n',
      { host },
    );
    assert.deepEqual(outcome, { kind: 'succeeded' });
    assert.deepEqual(stdout, ["['a', 'ü']", 'no x']);
  });

  it('stops a script that never ends, though it catches every exception', async () => {
    const stop = new AbortController();
    const running = engine.run({
      name: 'glue_job.py',
      script:
        'print("on", flush=True)\nwhile True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n',
      args: [],
      host: noCalls,
      onLine: () => stop.abort(),
      signal: stop.signal,
    });
    assert.deepEqual(await running, { kind: 'stopped' });
  });

  it('stops a script that waits for its host', async () => {
    const stop = new AbortController();
    const host: SparkHost = {
      call: () => {
        stop.abort();
        return new Promise(() => undefined);
      },
    };
    const { outcome } = await run(
      'from pyspark.sql import SparkSession\nSparkSession.builder.getOrCreate().catalog.listDatabases()\n',
      { host, signal: stop.signal },
    );
    assert.deepEqual(outcome, { kind: 'stopped' });
  });

  it('keeps one run’s names from the next', async () => {
    await run('import builtins, json\nbuiltins.left = 1\njson.left = 1\nopen("/tmp/left", "w").write("x")\n');
    const { stdout } = await run(
      'import builtins, json, os\nprint(hasattr(builtins, "left"), hasattr(json, "left"), os.path.exists("/tmp/left"))\n',
    );
    assert.deepEqual(stdout, ['False False False']);
  });

  it('shows a script nothing of the host’s environment', async () => {
    process.env['CMAPSS_SECRET_FOR_TEST'] = 'seen';
    const { stdout } = await run(
      'import os\nprint("CMAPSS_SECRET_FOR_TEST" in os.environ, os.listdir("/"))\n',
    );
    delete process.env['CMAPSS_SECRET_FOR_TEST'];
    assert.match(stdout[0] ?? '', /^False /);
    assert.doesNotMatch(stdout[0] ?? '', /etc|work|usr/);
  });

  // From a boot of its own, and from the memory of one that the build keeps.
  for (const boot of ['own', 'kept']) {
    it(`lets no attempt to escape through (${boot} boot)`, async () => {
      const bare = mkdtempSync(path.join(folder, 'bare-'));
      for (const name of ['pyodide', 'spark', 'sparkWorker.mjs']) {
        cpSync(path.resolve('dist', name), path.join(bare, name), { recursive: true });
      }
      const fresh = boot === 'own' ? createSparkEngine({ assets: bare, folder: bare }) : engine;
      const attempts = Object.entries(escapes).map(
        ([name, code]) =>
          `try:\n    print(${JSON.stringify(name)}, "ESCAPED", ${code})\nexcept BaseException as e:\n    print(${JSON.stringify(name)}, "refused")\n`,
      );
      const lines: string[] = [];
      const outcome = await fresh.run({
        name: 'glue_job.py',
        script: prelude + attempts.join(''),
        args: [],
        host: noCalls,
        onLine: (_stream, line) => lines.push(line),
        signal: new AbortController().signal,
      });
      if (fresh !== engine) {
        await fresh.close();
        assert.equal(readdirSync(bare).filter((name) => name.startsWith('python-')).length, 1);
      }
      assert.deepEqual(outcome, { kind: 'succeeded' });
      assert.deepEqual(
        lines.filter((line) => !line.endsWith(' refused')),
        [],
      );
      assert.equal(lines.length, attempts.length);
    });
  }
});
