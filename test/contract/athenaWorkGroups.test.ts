import assert from 'node:assert/strict';
import {
  BatchGetNamedQueryCommand,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  DeleteWorkGroupCommand,
  GetDatabaseCommand,
  GetDataCatalogCommand,
  GetNamedQueryCommand,
  GetTableMetadataCommand,
  GetWorkGroupCommand,
  ListDatabasesCommand,
  ListDataCatalogsCommand,
  ListNamedQueriesCommand,
  ListQueryExecutionsCommand,
  ListTableMetadataCommand,
  ListWorkGroupsCommand,
  StartQueryExecutionCommand,
  UpdateWorkGroupCommand,
  type WorkGroupConfiguration,
  type WorkGroupConfigurationUpdates,
} from '@aws-sdk/client-athena';
import { openBench, type Bench } from '../support/athenaBench.ts';

describe('Athena’s workgroups, saved queries and metadata', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
    await bench.rows('CREATE DATABASE lab');
    await bench.rows(
      "CREATE EXTERNAL TABLE lines (n bigint, s string) PARTITIONED BY (year string) STORED AS PARQUET LOCATION 's3://data/lines/'",
    );
  });
  after(() => bench.close());

  it('enforces a workgroup’s output location, also on CTAS', async () => {
    const { athena } = bench;
    await athena.send(
      new CreateWorkGroupCommand({
        Name: 'strict',
        Description: 'one place',
        Configuration: { ResultConfiguration: { OutputLocation: 's3://data/strict/' } },
      }),
    );
    const start = (QueryString: string): Promise<{ QueryExecutionId?: string | undefined }> =>
      athena.send(
        new StartQueryExecutionCommand({
          QueryString,
          WorkGroup: 'strict',
          ResultConfiguration: { OutputLocation: 's3://data/elsewhere/' },
        }),
      );
    const { QueryExecutionId = '' } = await start('SELECT 1 AS n');
    const execution = await bench.ended(QueryExecutionId);
    assert.equal(execution.ResultConfiguration?.OutputLocation, `s3://data/strict/${QueryExecutionId}.csv`);
    assert.equal(execution.WorkGroup, 'strict');
    await assert.rejects(
      start("CREATE TABLE lab.t WITH (external_location = 's3://data/t/') AS SELECT 1 AS n"),
      {
        name: 'InvalidRequestException',
        message:
          "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.",
      },
    );
    const created = await bench.ended(
      (await start('CREATE TABLE lab.t AS SELECT 1 AS n')).QueryExecutionId ?? '',
    );
    assert.equal(created.Status?.State, 'SUCCEEDED', created.Status?.StateChangeReason);
    assert.equal((await bench.keys(`strict/tables/${created.QueryExecutionId ?? ''}/`)).length, 1);
    const listed = await athena.send(new ListQueryExecutionsCommand({ WorkGroup: 'strict' }));
    assert.deepEqual(listed.QueryExecutionIds, [created.QueryExecutionId, QueryExecutionId]);
  });

  it('takes no place for results beside managed ones, neither of a workgroup nor of a query', async () => {
    const { athena } = bench;
    const together = {
      name: 'InvalidRequestException',
      message: 'ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.',
    };
    const ManagedQueryResultsConfiguration = { Enabled: true };
    const ResultConfiguration = { OutputLocation: 's3://data/results/' };
    const create = (Configuration: WorkGroupConfiguration) =>
      athena.send(new CreateWorkGroupCommand({ Name: 'managed', Configuration }));
    const update = (ConfigurationUpdates: WorkGroupConfigurationUpdates) =>
      athena.send(new UpdateWorkGroupCommand({ WorkGroup: 'managed', ConfigurationUpdates }));
    const managed = async () =>
      (await athena.send(new GetWorkGroupCommand({ WorkGroup: 'managed' }))).WorkGroup?.Configuration
        ?.ManagedQueryResultsConfiguration?.Enabled;
    const query = { QueryString: 'SELECT 1 AS n', WorkGroup: 'managed' };

    await assert.rejects(create({ ManagedQueryResultsConfiguration, ResultConfiguration }), together);
    await create({ ManagedQueryResultsConfiguration });
    assert.equal(await managed(), true);
    await assert.rejects(update({ ResultConfigurationUpdates: ResultConfiguration }), together);
    await assert.rejects(
      athena.send(new StartQueryExecutionCommand({ ...query, ResultConfiguration })),
      together,
    );
    await assert.rejects(athena.send(new StartQueryExecutionCommand(query)), {
      name: 'InvalidRequestException',
      message: /keeps no managed query results, as workgroup managed asks/,
    });
    await update({
      ManagedQueryResultsConfigurationUpdates: { Enabled: false },
      ResultConfigurationUpdates: ResultConfiguration,
    });
    assert.equal(await managed(), false);
    const { QueryExecutionId = '' } = await athena.send(new StartQueryExecutionCommand(query));
    assert.equal((await bench.ended(QueryExecutionId)).Status?.State, 'SUCCEEDED');
    await athena.send(new DeleteWorkGroupCommand({ WorkGroup: 'managed' }));
  });

  it('changes, disables, lists and deletes workgroups', async () => {
    const { athena } = bench;
    await assert.rejects(athena.send(new CreateWorkGroupCommand({ Name: 'strict' })), {
      message: 'WorkGroup is already created',
    });
    await assert.rejects(athena.send(new GetWorkGroupCommand({ WorkGroup: 'none' })), {
      name: 'InvalidRequestException',
      message: 'WorkGroup is not found.',
    });
    await athena.send(
      new UpdateWorkGroupCommand({
        WorkGroup: 'strict',
        State: 'DISABLED',
        ConfigurationUpdates: {
          EnforceWorkGroupConfiguration: false,
          ResultConfigurationUpdates: { RemoveOutputLocation: true },
        },
      }),
    );
    const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: 'strict' }));
    assert.equal(WorkGroup?.State, 'DISABLED');
    assert.equal(WorkGroup.Description, 'one place');
    assert.equal(WorkGroup.Configuration?.EnforceWorkGroupConfiguration, false);
    assert.equal(WorkGroup.Configuration.ResultConfiguration?.OutputLocation, undefined);
    await assert.rejects(
      athena.send(new StartQueryExecutionCommand({ QueryString: 'SELECT 1', WorkGroup: 'strict' })),
      { message: 'WorkGroup is disabled.' },
    );
    const first = await athena.send(new ListWorkGroupsCommand({ MaxResults: 1 }));
    assert.deepEqual(
      first.WorkGroups?.map(({ Name }) => Name),
      ['primary'],
    );
    const second = await athena.send(new ListWorkGroupsCommand({ NextToken: first.NextToken }));
    assert.deepEqual(
      second.WorkGroups?.map(({ Name }) => Name),
      ['strict'],
    );
    assert.equal(second.NextToken, undefined);
    await assert.rejects(athena.send(new DeleteWorkGroupCommand({ WorkGroup: 'primary' })), {
      message: 'The primary WorkGroup cannot be deleted.',
    });
    await athena.send(new DeleteWorkGroupCommand({ WorkGroup: 'strict', RecursiveDeleteOption: true }));
    await assert.rejects(athena.send(new GetWorkGroupCommand({ WorkGroup: 'strict' })));
  });

  it('keeps saved queries across a restart', async () => {
    const { athena } = bench;
    const query = { Name: 'count', Database: 'lab', QueryString: 'SELECT count(*) FROM lines' };
    const { NamedQueryId = '' } = await athena.send(new CreateNamedQueryCommand(query));
    await bench.account.restart();
    const { NamedQuery } = await athena.send(new GetNamedQueryCommand({ NamedQueryId }));
    assert.deepEqual(NamedQuery, { ...query, NamedQueryId, WorkGroup: 'primary' });
    assert.deepEqual((await athena.send(new ListNamedQueriesCommand({}))).NamedQueryIds, [NamedQueryId]);
    const batch = await athena.send(new BatchGetNamedQueryCommand({ NamedQueryIds: [NamedQueryId, 'none'] }));
    assert.deepEqual(
      batch.NamedQueries?.map(({ Name }) => Name),
      ['count'],
    );
    assert.deepEqual(
      batch.UnprocessedNamedQueryIds?.map((each) => each.NamedQueryId),
      ['none'],
    );
    await athena.send(new DeleteNamedQueryCommand({ NamedQueryId }));
    await assert.rejects(athena.send(new GetNamedQueryCommand({ NamedQueryId })), {
      name: 'InvalidRequestException',
    });
  });

  it('tells of catalogs, databases and tables', async () => {
    const { athena } = bench;
    const CatalogName = 'AwsDataCatalog';
    const of = { CatalogName, DatabaseName: 'lab' };
    const catalogs = await athena.send(new ListDataCatalogsCommand({}));
    assert.deepEqual(
      catalogs.DataCatalogsSummary?.map((each) => [each.CatalogName, each.Type]),
      [[CatalogName, 'GLUE']],
    );
    assert.equal(
      (await athena.send(new GetDataCatalogCommand({ Name: CatalogName }))).DataCatalog?.Type,
      'GLUE',
    );
    const { DatabaseList } = await athena.send(new ListDatabasesCommand({ CatalogName }));
    assert.ok(DatabaseList?.some(({ Name }) => Name === 'lab'));
    assert.equal((await athena.send(new GetDatabaseCommand(of))).Database?.Name, 'lab');
    const { TableMetadata } = await athena.send(new GetTableMetadataCommand({ ...of, TableName: 'lines' }));
    assert.deepEqual(TableMetadata?.Columns, [
      { Name: 'n', Type: 'bigint' },
      { Name: 's', Type: 'string' },
    ]);
    assert.deepEqual(TableMetadata.PartitionKeys, [{ Name: 'year', Type: 'string' }]);
    assert.equal(TableMetadata.TableType, 'EXTERNAL_TABLE');
    assert.equal(TableMetadata.Parameters?.['location'], 's3://data/lines/');
    const listed = await athena.send(new ListTableMetadataCommand({ ...of, Expression: 'li.*' }));
    assert.deepEqual(
      listed.TableMetadataList?.map(({ Name }) => Name),
      ['lines'],
    );
    await assert.rejects(athena.send(new GetTableMetadataCommand({ ...of, TableName: 'none' })), {
      name: 'MetadataException',
      message: 'EntityNotFoundException: Table none not found.',
    });
    await assert.rejects(athena.send(new ListTableMetadataCommand({ ...of, Expression: '(' })), {
      name: 'InvalidRequestException',
    });
    await assert.rejects(athena.send(new ListDatabasesCommand({ CatalogName: 'other' })));
  });
});
