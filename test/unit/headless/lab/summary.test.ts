import assert from 'node:assert/strict';
import { duration, table } from '../../../../src/lab/report/format.ts';
import { jsonDocument } from '../../../../src/headless/lab/jsonDocument.ts';
import type { StageResult } from '../../../../src/headless/lab/results.ts';
import { summary } from '../../../../src/headless/lab/summary.ts';

const results: StageResult[] = [
  {
    id: 'runEtl',
    seconds: 3.14159,
    outcome: { kind: 'done', ran: true, facts: { rows: 135_639, engines: 609, minimumRul: 0 } },
  },
  {
    id: 'split',
    seconds: 1,
    outcome: {
      kind: 'done',
      ran: false,
      facts: { table: 't', train: 92_002, validation: 43_637, engines: 609, enginesInBoth: 0 },
    },
  },
  {
    id: 'train',
    seconds: 1,
    outcome: {
      kind: 'done',
      ran: true,
      facts: { trainingJob: 'cmapss-x', trainRmse: 42.75, validationRmse: 41.254 },
    },
  },
  {
    id: 'predict',
    seconds: 1,
    outcome: {
      kind: 'done',
      ran: true,
      facts: {
        rows: 13_096,
        rmseAllRows: 55.8,
        rmseLastCycle: { FD001: 26.37 },
        nasaScore: { FD001: 7155.2 },
        engines: [{ subset: 'FD001', unit: 34, cycle: 203, predicted: 7.26, actual: 7 }],
      },
    },
  },
];

describe('the summary of a run', () => {
  it('prints the figures in aligned columns', () => {
    assert.deepEqual(summary(results), [
      'Rows             135,639 of 609 engines',
      'Split            92,002 train, 43,637 validation',
      'RMSE train       42.75',
      'RMSE validation  41.25',
      'RMSE test        55.80 over all rows',
      '',
      'Subset  RMSE at last cycle  NASA score',
      'FD001                26.37       7,155',
      '',
      'The 1 test engines that will fail first, by prediction (cycles):',
      'Engine    Cycle now  Predicted to run  True',
      'FD001 34        203               7.3     7',
    ]);
  });

  it('prints only as much as the run has come to', () => {
    assert.deepEqual(summary(results.slice(0, 1)), ['Rows  135,639 of 609 engines']);
    assert.deepEqual(summary([]), []);
  });

  it('is a document for programs, too', () => {
    const document = jsonDocument(results);
    assert.deepEqual(document.stages[0], {
      id: 'runEtl',
      outcome: 'done',
      seconds: 3.142,
      ran: true,
      facts: { rows: 135_639, engines: 609, minimumRul: 0 },
    });
    assert.deepEqual(
      { ...document, stages: undefined },
      {
        stages: undefined,
        rows: 135_639,
        split: { train: 92_002, validation: 43_637 },
        rmse: {
          train: 42.75,
          validation: 41.254,
          testAllRows: 55.8,
          testLastCycle: { FD001: 26.37 },
        },
        nasaScore: { FD001: 7155.2 },
      },
    );
  });

  it('gives the reason of a failure in the document', () => {
    const failed: StageResult = {
      id: 'publish',
      seconds: 0,
      outcome: { kind: 'failed', reason: new Error('x') },
      failure: ['It did not work.', 'Next: Try again.'],
    };
    assert.deepEqual(jsonDocument([failed]), {
      stages: [{ id: 'publish', outcome: 'failed', seconds: 0, reason: 'It did not work. Next: Try again.' }],
    });
  });
});

describe('the formats of the terminal', () => {
  it('show times', () => {
    assert.deepEqual([0.04, 12.34, 61, 185].map(duration), ['0.0 s', '12.3 s', '1 min 01 s', '3 min 05 s']);
  });

  it('put numbers to the right and words to the left', () => {
    assert.deepEqual(
      table([
        ['Name', 'Count'],
        ['a', '1,000'],
        ['long', '7'],
      ]),
      ['Name  Count', 'a     1,000', 'long      7'],
    );
  });
});
