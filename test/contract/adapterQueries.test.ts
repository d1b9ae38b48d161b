import assert from 'node:assert/strict';
import { defaultEvent } from '../../src/lab/event.ts';
import { requireResources } from '../../src/lab/survey/resources.ts';
import { queryRows } from '../../src/lab/tables/runQuery.ts';
import { connectedAccount } from '../support/connectedAccount.ts';

describe('the adapter of Athena', () => {
  const account = connectedAccount({ provisioned: true });

  it('lists no execution where there was none, and else the latest first, with what ran and how it ended', async () => {
    const { queries } = account().ports;
    assert.deepEqual(await queries.recent(), []);
    const names = await requireResources(account(), defaultEvent);
    const place = { database: names.curatedDatabase, output: names.queryResultsBucket };
    const { signal } = new AbortController();
    await queryRows(account(), 'SELECT 1 AS one', place, signal);
    await assert.rejects(() => queryRows(account(), 'SELECT x FROM nowhere', place, signal), /ended FAILED/);
    const recent = await queries.recent();
    assert.deepEqual(
      recent.map(({ sql, state }) => [sql, state]),
      [
        ['SELECT x FROM nowhere', 'FAILED'],
        ['SELECT 1 AS one', 'SUCCEEDED'],
      ],
    );
    assert.ok(recent.every(({ id, submitted }) => id && submitted));
  });
});
