import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deletePractice } from '../../src/accounts/storedPractice.ts';
import { runProgram } from '../support/labCommand.ts';

/** The document, as far as these tests look at it. */
interface Document {
  readonly ok: boolean;
  readonly event: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly checks: readonly {
    readonly id: string;
    readonly findings: readonly { readonly level: string; readonly what: string; readonly stage: string }[];
  }[];
}

describe('npm run infra -- preflight', () => {
  let folder: string;
  const store = () => path.join(folder, 'store');
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'preflight-'));
    const { code, stdout, stderr } = await runProgram('infra.mjs', ['deploy', '--store', store()]);
    assert.equal(code, 0, `${stdout}${stderr}`);
  });
  after(async () => {
    await deletePractice(store());
    rmSync(folder, { recursive: true, force: true });
  });

  /** Checks the account against an event's file; answers with the document and the exit code. */
  const check = async (event: unknown) => {
    const file = path.join(folder, 'event.json');
    writeFileSync(file, JSON.stringify(event));
    const args = ['preflight', '--store', store(), '--event', file, '--json'];
    const { code, stdout, stderr } = await runProgram('infra.mjs', args);
    assert.ok(stdout, stderr);
    return { code, document: JSON.parse(stdout) as Document };
  };

  it('says what passed, and ends with 0 when there is no problem', async () => {
    const { code, stdout } = await runProgram('infra.mjs', ['preflight', '--store', store()]);
    assert.match(stdout, /^ {2}✓ Resources of the event$/m);
    assert.match(stdout, /All \d+ checks passed\.\n$/);
    assert.equal(code, 0);
  });

  it('says so where it makes a new account', async () => {
    const other = path.join(folder, 'mistyped');
    const { code, stdout } = await runProgram('infra.mjs', ['preflight', '--store', other]);
    await deletePractice(other);
    assert.match(stdout, /^There was no practice account in .*mistyped: a new one is made\.$/m);
    assert.equal(code, 0);
  });

  it("tries an event's names, instance types and image on the practice account, and ends with 1", async () => {
    const { code, document } = await check({
      name: 'Spring course',
      patterns: { job: ['spring_job'] },
      endpoint: { instanceType: 'ml.p5.48xlarge' },
    });
    assert.equal(code, 1);
    assert.deepEqual([document.ok, document.event], [false, 'Spring course']);
    const of = (id: string) => document.checks.find((each) => each.id === id)?.findings ?? [];
    assert.match(of('resources')[0]!.what, /No Glue job is called spring_job/);
    assert.equal(of('resources')[0]!.stage, 'prepareJob');
    assert.match(of('quotas')[0]!.what, /"ml\.p5\.48xlarge for endpoint usage" is 0; the stage needs 1/);
    assert.equal(of('quotas')[0]!.stage, 'deploy');
  });

  it('takes an event of another region for a dry run, and has the document as it is described', async () => {
    const { code, document } = await check({ region: 'eu-west-1' });
    assert.equal(code, 0);
    assert.deepEqual(document.counts, { problem: 0, warning: 0, notChecked: 0, note: 1 });
    const described = readFileSync('docs/preflight.md', 'utf8');
    for (const field of Object.keys(document)) assert.ok(described.includes(`\`${field}\``), field);
  });
});
