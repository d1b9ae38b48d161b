import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { readEvent } from '../../src/lab/event.ts';

const platform = `${process.platform}-${process.arch}`;
const binding = `@duckdb/node-bindings-${platform}`;
const course = '{"name": "Spring course", "region": "eu-west-1"}';

/** Everything that may ship; what is not here ships by mistake. */
const allowed = [
  /^package(\.nls)?\.json$/,
  /^(readme|changelog)\.md$/,
  /^LICENSE\.txt$/,
  /^dist\/(extension|accounts)\.cjs$/,
  /^dist\/extension\/[\w-]+-[A-Z0-9]{8}\.cjs$/,
  /^dist\/webview\/page\.(js|css)$/,
  /^dist\/(practice|\w+Worker)\.mjs$/,
  /^dist\/event\.json$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^dist\/polyglot_sql\.wasm$/,
  /^dist\/pyodide\/(pyodide\.asm\.mjs|pyodide\.asm\.wasm|python_stdlib\.zip|pyodide-lock\.json)$/,
  /^dist\/spark\/(_practice|awsglue|py4j|pyspark)(\/\w+)*\/\w+\.py$/,
  /^data\/(README\.md|checksums\.json|fleet-facts\.json)$/,
  /^glue\/glue_job\.py$/,
  /^infra\/lab\.yaml$/,
  /^sql\/\w+\.sql$/,
  /^notebooks\/(eda|model)\.ipynb$/,
  /^walkthroughs\/\w+\.md$/,
  /^media\/(\w+\/)*[\w-]+\.(svg|png|css|js)$/,
  new RegExp(
    `^node_modules/${binding}/(package\\.json|LICENSE|README\\.md|duckdb\\.node|(lib)?duckdb\\.(so|dylib|dll))$`,
  ),
];

/** Modules that a package asks for and does without. */
const dispensable = ['@aws-sdk/signature-v4-crt'];

interface Manifest {
  readonly main: string;
  readonly dependencies: Record<string, string>;
}

const packageTo = (out: string, ...args: string[]) =>
  spawnSync(process.execPath, ['package.mjs', '--out', out, ...args], { encoding: 'utf8' });

describe('the .vsix', function () {
  this.timeout(120_000);
  let folder: string;
  let vsix: string;
  let files: Map<string, Uint8Array>;
  const text = (name: string) => new TextDecoder().decode(files.get(name));
  const manifest = () => JSON.parse(text('package.json')) as Manifest;

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cmapss-vsix-'));
    const event = path.join(folder, 'course.json');
    writeFileSync(event, course);
    const { stdout, stderr, status } = packageTo(folder, '--event', event);
    assert.equal(status, 0, stderr);
    vsix = stdout.trim().split('\n').at(-1) ?? '';
    const entries = Object.entries(unzipSync(readFileSync(vsix)));
    files = new Map(
      entries
        .filter(([name]) => name.startsWith('extension/'))
        .map(([name, bytes]) => [name.slice('extension/'.length), bytes]),
    );
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what is allowed and nothing else', () => {
    const strays = [...files.keys()].filter((name) => !allowed.some((pattern) => pattern.test(name)));
    assert.deepEqual(strays, []);
  });

  it('holds the files that attendees read and edit, all of them', () => {
    for (const shared of ['data', 'glue', 'infra', 'notebooks', 'sql', 'walkthroughs', 'media']) {
      for (const entry of readdirSync(shared, { recursive: true, withFileTypes: true })) {
        const name = path.posix.join(entry.parentPath.replaceAll(path.sep, '/'), entry.name);
        if (entry.isFile() && !name.includes('cache')) assert.ok(files.has(name), name);
      }
    }
  });

  it('holds every file that package.json names', () => {
    const named = text('package.json').match(/"(\.\/)?(dist|media|walkthroughs)\/[^"]+"/g) ?? [];
    for (const name of named) assert.ok(files.has(name.replace(/^"(\.\/)?|"$/g, '')), name);
    assert.equal(path.posix.normalize(manifest().main), 'dist/extension.cjs');
  });

  it('needs no module but those of Node, VS Code, DuckDB and its own', () => {
    const own = [...files.keys()].filter((name) => name.endsWith('.cjs'));
    assert.ok(own.includes('dist/accounts.cjs'));
    for (const name of own) {
      for (const [, wanted = ''] of text(name).matchAll(/require\("([^"]+)"\)/g)) {
        const known = wanted.startsWith('.')
          ? files.has(path.posix.join(path.posix.dirname(name), wanted))
          : wanted === 'vscode' ||
            dispensable.includes(wanted) ||
            builtinModules.includes(wanted.replace(/^node:/, ''));
        assert.ok(known, `${name} requires ${wanted}`);
      }
    }
    const externals = [...text('dist/practice.mjs').matchAll(/require\("(@duckdb[^"]+)"\)/g)];
    assert.ok(externals.some(([, wanted = '']) => files.has(`node_modules/${wanted}`)));
  });

  it("loads neither the AWS SDK nor the Parquet reader with the extension's own bundle", () => {
    const loaded = new Set(['dist/extension.cjs']);
    for (const name of loaded) {
      // What is required only once somebody asks stands behind a promise.
      for (const [, late, wanted = ''] of text(name).matchAll(
        /(then\(\(\)=>.{0,20})?require\("(\.[^"]+)"\)/g,
      ))
        if (!late) loaded.add(path.posix.join(path.posix.dirname(name), wanted));
    }
    // What the AWS SDK, and what reads Parquet, cannot do without.
    for (const mark of ['X-Amz-SignedHeaders', 'PAR1']) {
      const holders = [...files.keys()].filter((name) => name.endsWith('.cjs') && text(name).includes(mark));
      assert.ok(holders.length, mark);
      for (const name of holders) assert.ok(!loaded.has(name), `${name} holds ${mark}`);
    }
  });

  it("holds this platform's DuckDB alone, of the version that the lock names", () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version: string }>;
    };
    const version = packages[`node_modules/${binding}`]?.version;
    assert.deepEqual(manifest().dependencies, { [binding]: version });
    const shipped = JSON.parse(text(`node_modules/${binding}/package.json`)) as { version: string };
    assert.equal(shipped.version, version);
  });

  it('runs no script when it is installed', () => {
    for (const name of [...files.keys()].filter((each) => each.endsWith('package.json'))) {
      const { scripts = {} } = JSON.parse(text(name)) as { scripts?: Record<string, string> };
      assert.deepEqual(scripts, {}, name);
    }
    for (const field of ['private', 'devDependencies']) assert.ok(!(field in manifest()), field);
  });

  it('names the packages inside it, with the text of their licences', () => {
    const notices = text('dist/THIRD-PARTY-NOTICES.txt');
    for (const name of [
      '@aws-sdk/client-s3',
      '@duckdb/node-bindings',
      '@polyglot-sql/sdk',
      'pyodide',
      'uplot',
    ])
      assert.match(notices, new RegExp(`^- ${name} \\d[\\w.-]+, (Apache|MIT|MPL)-?[\\d.]*, https:`, 'm'));
    assert.match(notices, /Apache License\s+Version 2\.0/);
    assert.match(notices, /Permission is hereby granted/);
  });

  it("bakes a course's event in, checked and whole", () => {
    const event = readEvent(course, 'course.json');
    assert.deepEqual(readEvent(text('dist/event.json'), 'event.json'), event);
  });

  it('has at most 40 MB', () => {
    const megabytes = statSync(vsix).size / 1e6;
    assert.ok(megabytes <= 40, `${path.basename(vsix)} has ${megabytes.toFixed(1)} MB`);
  });

  it('is not made from an event that cannot be used', () => {
    const event = path.join(folder, 'bad.json');
    writeFileSync(event, '{"regoin": "eu-west-1"}');
    const out = path.join(folder, 'bad');
    const { stderr, status } = packageTo(out, '--event', event);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^\S*bad\.json: "regoin" is not a field of an event; remove it, or use one of .*\.\n$/,
    );
    assert.ok(!existsSync(out));
  });

  it('is not made for a platform that nobody has DuckDB for', () => {
    const { stderr, status } = packageTo(folder, '--target', 'sparc');
    assert.equal(status, 1);
    assert.match(stderr, /^There is no package for sparc; name one with --target: linux-x64, .*\.\n$/);
  });
});

describe('a macOS library for several processors', () => {
  it("becomes one processor's, byte for byte", async () => {
    const { thinBinary } = (await import(pathToFileURL('thinBinary.mjs').href)) as {
      thinBinary: (binary: Buffer, cpu: string) => Buffer;
    };
    const parts = [0x01000007, 0x0100000c].map((cpu, index) => ({ cpu, offset: 64 + 32 * index, size: 20 }));
    const universal = Buffer.alloc(128);
    universal.writeUInt32BE(0xcafebabe, 0);
    universal.writeUInt32BE(parts.length, 4);
    for (const [index, { cpu, offset, size }] of parts.entries()) {
      for (const [field, value] of [cpu, 0, offset, size].entries())
        universal.writeUInt32BE(value, 8 + index * 20 + field * 4);
      universal.fill(index + 1, offset, offset + size);
    }
    assert.deepEqual(thinBinary(universal, 'x64'), Buffer.alloc(20, 1));
    assert.deepEqual(thinBinary(universal, 'arm64'), Buffer.alloc(20, 2));
    assert.throws(() => thinBinary(universal, 'ppc'), /no part for ppc/);
    const thin = Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 0, 0, 0, 0]);
    assert.equal(thinBinary(thin, 'arm64'), thin);
  });
});
