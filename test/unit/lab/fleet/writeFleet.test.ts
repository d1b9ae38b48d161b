import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fleetFacts, subsets } from '../../../../src/lab/fleet/facts.ts';
import { writeFleet } from '../../../../src/lab/fleet/writeFleet.ts';

const linesOf = (file: string): string[] => readFileSync(file, 'latin1').split('\n').slice(0, -1);
const engines = 6;

describe('a small fleet', () => {
  let folder: string;
  let files: Awaited<ReturnType<typeof writeFleet>>;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'fleet-'));
    files = await writeFleet(folder, { seed: 1, engines });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const sha256 = (file: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');

  it('has the twelve files of the data set, and says what they hold', () => {
    assert.deepEqual(
      readdirSync(folder).sort(),
      ['train', 'test', 'RUL'].flatMap((kind) => subsets.map((subset) => `${kind}_${subset}.txt`)).sort(),
    );
    assert.equal(files.engines, 4 * engines);
    assert.equal(
      files.rows,
      files.training.reduce((sum, file) => sum + linesOf(file).length, 0),
    );
  });

  it("has rows in NASA's format to the byte: fixed decimals, one space between, two at the end, LF", () => {
    const decimals = fleetFacts.decimals.map((count) => (count ? String.raw`\.\d{${count}}` : ''));
    const row = new RegExp(`^${decimals.map((part) => `-?\\d+${part}`).join(' ')}  $`);
    for (const file of [...files.training, ...files.test]) {
      assert.ok(readFileSync(file, 'latin1').endsWith('  \n'));
      for (const line of linesOf(file)) assert.match(line, row);
    }
    for (const file of files.labels) {
      assert.equal(linesOf(file).length, engines);
      for (const line of linesOf(file)) assert.match(line, /^\d+ $/);
    }
  });

  it('numbers engines from 1 and their cycles from 1, without a gap', () => {
    for (const file of [...files.training, ...files.test]) {
      let [unit, cycle] = [0, 0];
      for (const line of linesOf(file)) {
        const [nextUnit, nextCycle] = line.split(' ').map(Number);
        if (nextUnit !== unit) {
          unit += 1;
          cycle = 0;
        }
        cycle += 1;
        assert.deepEqual([nextUnit, nextCycle], [unit, cycle]);
      }
      assert.equal(unit, engines);
    }
  });

  it('prints settings just below zero as NASA does, with the sign', () => {
    assert.ok(linesOf(files.training[0]!).some((line) => line.includes(' -0.0000 ')));
  });

  it('keeps to the six operating conditions where a subset has six', () => {
    const altitudes = new Set(
      linesOf(files.training[1]!).map((line) => Math.round(Number(line.split(' ')[2]))),
    );
    assert.deepEqual(
      [...altitudes].sort((a, b) => a - b),
      [0, 10, 20, 25, 35, 42],
    );
    assert.ok(linesOf(files.training[0]!).every((line) => Math.abs(Number(line.split(' ')[2])) < 0.01));
  });

  it('is the same for a seed, byte for byte, whichever subsets are asked for', async () => {
    assert.equal(
      sha256('train_FD002.txt'),
      'c623672f29837a2a31ac55272c3634bb34267747b035997d97d8bdc3f309e16d',
    );
    const again = mkdtempSync(path.join(os.tmpdir(), 'fleet-'));
    try {
      await writeFleet(again, { seed: 1, engines, subsets: ['FD004'] });
      assert.deepEqual(readdirSync(again).sort(), ['RUL_FD004.txt', 'test_FD004.txt', 'train_FD004.txt']);
      for (const file of readdirSync(again)) {
        assert.ok(readFileSync(path.join(again, file)).equals(readFileSync(path.join(folder, file))), file);
      }
      await writeFleet(again, { seed: 2, engines, subsets: ['FD004'] });
      assert.ok(
        !readFileSync(path.join(again, 'train_FD004.txt')).equals(
          readFileSync(path.join(folder, 'train_FD004.txt')),
        ),
      );
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });
});
