import assert from 'node:assert/strict';
import {
  BatchDeleteTableCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  GetConnectionsCommand,
  DeleteDatabaseCommand,
  DeleteTableCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetTableCommand,
  GetTablesCommand,
  GlueClient,
  UpdateDatabaseCommand,
  UpdateTableCommand,
  type Table,
  type TableInput,
} from '@aws-sdk/client-glue';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const input: TableInput = {
  Name: 'Engines',
  Description: 'cycles of engines',
  Owner: 'someone',
  Retention: 7,
  LastAccessTime: new Date(1_700_000_000_000),
  StorageDescriptor: {
    Columns: [
      { Name: 'unit', Type: 'bigint', Comment: 'engine', Parameters: { unit: 'none' } },
      { Name: 'cycle', Type: 'bigint' },
    ],
    Location: 's3://lake/engines/',
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    Compressed: true,
    NumberOfBuckets: 3,
    SerdeInfo: {
      Name: 'own',
      SerializationLibrary: 'com.example.OwnSerDe',
      Parameters: { 'field.delim': '\t' },
    },
    BucketColumns: ['unit'],
    SortColumns: [{ Column: 'cycle', SortOrder: 1 }],
    Parameters: { a: 'b' },
    SkewedInfo: { SkewedColumnNames: ['unit'], SkewedColumnValues: ['1'], SkewedColumnValueLocationMaps: {} },
    StoredAsSubDirectories: true,
  },
  PartitionKeys: [
    { Name: 'day', Type: 'string' },
    { Name: 'hour', Type: 'string', Comment: 'UTC' },
  ],
  TableType: 'EXTERNAL_TABLE',
  Parameters: { classification: 'csv', own: 'yes' },
};
const of = { DatabaseName: 'lake', TableName: 'engines' };

describe("Glue's data catalog", () => {
  let account: TestAccount;
  let glue: GlueClient;
  before(async () => {
    account = await startTestAccount();
    glue = new GlueClient(account.client);
  });
  beforeEach(async () => {
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'Lake', Description: 'raw data' } }));
    await glue.send(new CreateTableCommand({ DatabaseName: 'lake', TableInput: input }));
  });
  afterEach(async () => {
    await glue.send(new DeleteDatabaseCommand({ Name: 'lake' }));
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  it('folds the names of databases to lower case and keeps the rest', async () => {
    const { Database } = await glue.send(new GetDatabaseCommand({ Name: 'LAKE' }));
    assert.equal(Database?.Name, 'lake');
    assert.equal(Database.Description, 'raw data');
    assert.equal(Database.CatalogId, '123456789012');
    assert.ok(Database.CreateTime instanceof Date);
    await glue.send(
      new UpdateDatabaseCommand({ Name: 'lake', DatabaseInput: { Name: 'lake', Parameters: { a: '1' } } }),
    );
    const updated = (await glue.send(new GetDatabaseCommand({ Name: 'lake' }))).Database;
    assert.deepEqual(updated?.Parameters, { a: '1' });
    assert.equal(updated.Description, undefined);
  });

  it('pages through databases in the order of their names', async () => {
    for (const Name of ['zz', 'aa']) await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
    const first = await glue.send(new GetDatabasesCommand({ MaxResults: 2 }));
    const second = await glue.send(new GetDatabasesCommand({ MaxResults: 2, NextToken: first.NextToken }));
    const names = [...first.DatabaseList!, ...second.DatabaseList!].map(({ Name }) => Name);
    assert.deepEqual(names, ['aa', 'lake', 'zz']);
    assert.equal(second.NextToken, undefined);
    for (const Name of ['zz', 'aa']) await glue.send(new DeleteDatabaseCommand({ Name }));
    await assert.rejects(glue.send(new GetDatabasesCommand({ NextToken: 'nonsense' })), {
      name: 'InvalidInputException',
    });
    await assert.rejects(glue.send(new GetDatabasesCommand({ MaxResults: 0 })), {
      name: 'ValidationException',
    });
  });

  it('gives a table back as it was created, every member', async () => {
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'LAKE', Name: 'ENGINES' }));
    const { Name, ...given } = input;
    assert.equal(Table!.Name, Name?.toLowerCase());
    for (const [member, value] of Object.entries(given)) {
      assert.deepEqual(Table![member as keyof Table], value, member);
    }
    assert.equal(Table!.VersionId, '0');
  });

  it('replaces a table at an update and counts its versions', async () => {
    await glue.send(
      new UpdateTableCommand({
        DatabaseName: 'lake',
        TableInput: { Name: 'engines', Parameters: { only: 'this' } },
      }),
    );
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'lake', Name: 'engines' }));
    assert.deepEqual(Table!.Parameters, { only: 'this' });
    assert.equal(Table!.StorageDescriptor, undefined);
    assert.equal(Table!.VersionId, '1');
    const stale = { DatabaseName: 'lake', TableInput: { Name: 'engines' }, VersionId: '0' };
    await assert.rejects(glue.send(new UpdateTableCommand(stale)), { name: 'InvalidInputException' });
  });

  it('lists tables by an expression and deletes them one by one or together', async () => {
    for (const Name of ['engine_b', 'engine_a', 'city']) {
      await glue.send(new CreateTableCommand({ DatabaseName: 'lake', TableInput: { Name } }));
    }
    const named = async (Expression?: string): Promise<(string | undefined)[]> => {
      const { TableList } = await glue.send(new GetTablesCommand({ DatabaseName: 'lake', Expression }));
      return TableList!.map(({ Name }) => Name);
    };
    assert.deepEqual(await named(), ['city', 'engine_a', 'engine_b', 'engines']);
    assert.deepEqual(await named('engine_*'), ['engine_a', 'engine_b']);
    assert.deepEqual(await named('engine_[a]|ci.*'), ['city', 'engine_a']);
    await assert.rejects(named('('), { name: 'InvalidInputException' });
    await glue.send(new DeleteTableCommand({ DatabaseName: 'lake', Name: 'city' }));
    const { Errors } = await glue.send(
      new BatchDeleteTableCommand({ DatabaseName: 'lake', TablesToDelete: ['engine_a', 'city'] }),
    );
    assert.deepEqual(Errors, [
      {
        TableName: 'city',
        ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Table city not found.' },
      },
    ]);
    assert.deepEqual(await named(), ['engine_b', 'engines']);
  });

  it("refuses in AWS's words what is there already, is not there, or cannot be", async () => {
    const cases: [() => Promise<unknown>, string, string][] = [
      [
        () => glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'lake' } })),
        'AlreadyExistsException',
        'Database already exists.',
      ],
      [
        () => glue.send(new GetDatabaseCommand({ Name: 'nope' })),
        'EntityNotFoundException',
        'Database nope not found.',
      ],
      [
        () => glue.send(new CreateTableCommand({ DatabaseName: 'lake', TableInput: input })),
        'AlreadyExistsException',
        'Table already exists.',
      ],
      [
        () => glue.send(new GetTableCommand({ DatabaseName: 'lake', Name: 'nope' })),
        'EntityNotFoundException',
        'Entity Not Found',
      ],
      [
        () => glue.send(new DeleteTableCommand({ DatabaseName: 'lake', Name: 'nope' })),
        'EntityNotFoundException',
        'Table nope not found.',
      ],
      [
        () => glue.send(new GetTablesCommand({ DatabaseName: 'nope' })),
        'EntityNotFoundException',
        'Database nope not found.',
      ],
      [
        () => glue.send(new CreatePartitionCommand({ ...of, PartitionInput: { Values: ['1'] } })),
        'InvalidInputException',
        'The number of partition keys do not match the number of partition values',
      ],
    ];
    for (const [call, name, message] of cases) await assert.rejects(call, { name, message });
    await assert.rejects(glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: '' } })), {
      name: 'ValidationException',
    });
    await assert.rejects(glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'x'.repeat(256) } })), {
      name: 'ValidationException',
    });
  });

  it('refuses what it does not do by name', async () => {
    await assert.rejects(glue.send(new GetConnectionsCommand({})), {
      name: 'UnknownOperationException',
      message: 'The practice account does not do Glue GetConnections.',
    });
  });
});
