import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { publishedFiles } from '../../../../src/lab/dataset/dataFile.ts';
import { describeDataset } from '../../../../src/lab/dataset/describeDataset.ts';
import { readLabelFile } from '../../../../src/lab/dataset/labelFile.ts';
import { writeFleet } from '../../../../src/lab/fleet/writeFleet.ts';

const values = Array.from({ length: 24 }, (_, index) => (index % 2 ? '-0.0004' : '100.0')).join(' ');
const row = (unit: number, cycle: number) => `${unit} ${cycle} ${values}  \n`;

describe('a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'dataset-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  it('is described file by file, with what is missing named', async () => {
    const fleet = await writeFleet(folder, { seed: 1, engines: 3, subsets: ['FD002'] });
    put('readme.txt', 'other files are passed over');
    const dataset = await describeDataset(folder);
    assert.deepEqual(
      dataset.files.map(({ name, engines }) => [name, engines]),
      [
        ['RUL_FD002.txt', 3],
        ['test_FD002.txt', 3],
        ['train_FD002.txt', 3],
      ],
    );
    assert.equal(dataset.rows, fleet.rows);
    assert.equal(dataset.engines, fleet.engines);
    assert.equal(dataset.missing.length, 9);
    assert.ok(dataset.missing.includes('train_FD001.txt'));
    assert.ok(!dataset.missing.includes('train_FD002.txt'));
  });

  it('takes training files alone, and a last line without its line feed', async () => {
    put('train_FD009.txt', (row(1, 1) + row(1, 2) + row(2, 1)).trimEnd() + '  ');
    const dataset = await describeDataset(folder);
    assert.deepEqual([dataset.rows, dataset.engines, dataset.missing.length], [3, 2, 12]);
  });

  const good = row(1, 1) + row(1, 2);
  const bad: [name: string, text: string, message: RegExp][] = [
    ['an empty file', '', /^train_FD001\.txt is empty/],
    [
      'a number too few',
      good + `1 3 ${values.slice(values.indexOf(' ') + 1)}  \n`,
      /^train_FD001\.txt, line 3: it has 25 numbers instead of 26\./,
    ],
    ['a number too many', good + `1 3 7 ${values}  \n`, /line 3: it has 27 numbers instead of 26/],
    ['commas', good.replaceAll(' ', ','), /line 1: ',' at column 2 is part of no number/],
    ['a header', `unit cycle\n${good}`, /line 1: 'u' at column 1/],
    ['an empty line', `${good}\n`, /line 3: it has 0 numbers/],
    ['two spaces between numbers', good + `1 3  ${values}  \n`, /line 3: there is no number at column 5/],
    ['one space at the end', good + `1 3 ${values} \n`, /line 3: it does not end in two spaces/],
    ['CR LF', good.replaceAll('\n', '\r\n'), /line 1: it ends in CR LF/],
    ['a cycle left out', good + row(1, 4), /line 3: unit 1 cycle 4 does not follow unit 1 cycle 2/],
    ['an engine left out', good + row(3, 1), /line 3: unit 3 cycle 1 does not follow/],
    ['half an engine', good + `1.5 3 ${values}  \n`, /line 3: unit -1/],
    [
      'a torn number',
      good + `1 3 1.2.3 ${values.slice(values.indexOf(' ') + 1)}  \n`,
      /line 3: '\.' at column 8/,
    ],
    [
      'a minus inside',
      good + `1 3 1-2 ${values.slice(values.indexOf(' ') + 1)}  \n`,
      /line 3: '-' at column 6/,
    ],
  ];
  for (const [name, text, message] of bad) {
    it(`is refused with the file and the line of ${name}`, async () => {
      put('train_FD001.txt', text);
      await assert.rejects(describeDataset(folder), { name: 'DatasetError', message });
    });
  }

  it('is refused when test engines and labels do not go together', async () => {
    put('train_FD001.txt', good);
    put('test_FD001.txt', good + row(2, 1));
    put('RUL_FD001.txt', '12 \n');
    await assert.rejects(
      describeDataset(folder),
      /test_FD001\.txt has 2 engines, but RUL_FD001\.txt has 1 lines/,
    );
  });

  it('is refused without a training file, and when it is not there', async () => {
    put('test_FD001.txt', good);
    await assert.rejects(describeDataset(folder), /There is no training file .* in /);
    await assert.rejects(describeDataset(path.join(folder, 'nowhere')), /cannot be read; check the path/);
  });

  it('has labels that are whole numbers, one a line', async () => {
    put('RUL_FD001.txt', '112 \n98 \n0 \n');
    assert.deepEqual([...(await readLabelFile(path.join(folder, 'RUL_FD001.txt')))], [112, 98, 0]);
    for (const [text, message] of [
      ['112 \n-1 \n', /^RUL_FD001\.txt, line 2: '-1' is no number of cycles/],
      ['112 \n9 8 \n', /line 2: '9 8'/],
      ['112 \n\n98 \n', /line 2: ''/],
      ['', /is empty/],
    ] as const) {
      put('RUL_FD001.txt', text);
      await assert.rejects(readLabelFile(path.join(folder, 'RUL_FD001.txt')), {
        name: 'DatasetError',
        message,
      });
    }
  });
});

describe("the facts on NASA's files", () => {
  it('are those of twelve files with 160,359 training rows', () => {
    const names = Object.keys(publishedFiles);
    assert.equal(names.length, 12);
    const rows = names
      .filter((name) => name.startsWith('train'))
      .reduce((sum, name) => sum + publishedFiles[name]!.rows, 0);
    assert.equal(rows, 160_359);
    for (const { sha256 } of Object.values(publishedFiles)) assert.match(sha256, /^[0-9a-f]{64}$/);
  });
});
