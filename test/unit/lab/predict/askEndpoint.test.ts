import assert from 'node:assert/strict';
import { askEndpoint } from '../../../../src/lab/predict/askEndpoint.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';

describe('asking an endpoint', () => {
  const ask = async (rows: readonly string[], signal = new AbortController().signal) => {
    const sent: number[] = [];
    const answered: number[] = [];
    const account = fakeAccount({
      endpoints: {
        invoke: (_name, csv) => {
          const lines = csv.split('\n');
          sent.push(lines.length);
          return Promise.resolve(lines.map(({ length }) => length).join('\n'));
        },
      },
    });
    const answers = await askEndpoint(account, 'endpoint', rows, (count) => answered.push(count), signal);
    return { answers, sent, answered };
  };

  it('sends rows in parts of at most a MiB, and answers in the order of the rows', async () => {
    const rows = [400, 500, 300, 2000, 100].map((kibibytes) => 'x'.repeat(kibibytes * 1024));
    const { answers, sent, answered } = await ask(rows);
    assert.deepEqual(
      answers,
      rows.map(({ length }) => length),
    );
    assert.deepEqual(sent, [2, 1, 1, 1]);
    assert.deepEqual(answered, [2, 3, 4, 5]);
  });

  it('asks nothing without rows, and nothing after the signal', async () => {
    assert.deepEqual((await ask([])).sent, []);
    await assert.rejects(ask(['1'], AbortSignal.abort()), { name: 'AbortError' });
  });
});
