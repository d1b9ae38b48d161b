import { UpdateWorkGroupCommand } from '@aws-sdk/client-athena';
import { strict as assert } from 'node:assert';
import { isFound, type Breaking } from '../support/brokenAccount.ts';

describe("preflight of Athena's work group", () => {
  const stage = 'split';
  const update = (input: Omit<UpdateWorkGroupCommand['input'], 'WorkGroup'>) => (breaking: Breaking) =>
    breaking.athena.send(new UpdateWorkGroupCommand({ WorkGroup: 'primary', ...input }));

  it('finds an enforced place for results, which breaks the CTAS', () =>
    isFound(
      {
        check: 'workGroup',
        level: 'problem',
        stage,
        what: /enforces its own/,
        fix: /client-side settings/,
      },
      (breaking) =>
        update({
          ConfigurationUpdates: {
            EnforceWorkGroupConfiguration: true,
            ResultConfigurationUpdates: { OutputLocation: `s3://${breaking.names.queryResultsBucket}/` },
          },
        })(breaking),
    ));

  it('finds one that enforces its settings and names no place for results', () =>
    isFound(
      {
        check: 'workGroup',
        level: 'problem',
        stage,
        what: /names no place for results/,
        fix: /client-side settings/,
      },
      update({ ConfigurationUpdates: { EnforceWorkGroupConfiguration: true } }),
    ));

  it('finds one in which Athena manages query results, which breaks every query', () =>
    isFound(
      {
        check: 'workGroup',
        level: 'problem',
        stage,
        what: /work group primary has Athena manage query results/,
        fix: /"Customer managed"/,
      },
      async (breaking) => {
        const { account, names } = breaking;
        await update({
          ConfigurationUpdates: { ManagedQueryResultsConfigurationUpdates: { Enabled: true } },
        })(breaking);
        const { curatedDatabase: database, queryResultsBucket } = names;
        await assert.rejects(
          account.ports.queries.start('SELECT 1', { database, output: `s3://${queryResultsBucket}/` }),
          /ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together/,
        );
      },
    ));

  it('finds a disabled one', () =>
    isFound(
      { check: 'workGroup', level: 'problem', stage, what: /is disabled/, fix: /Enable/ },
      update({ State: 'DISABLED' }),
    ));

  it('warns of a limit of bytes that queries may pass', () =>
    isFound(
      { check: 'workGroup', level: 'warning', stage, what: /more than 10,000,000 bytes/, fix: /Raise/ },
      update({ ConfigurationUpdates: { BytesScannedCutoffPerQuery: 10_000_000 } }),
    ));
});
