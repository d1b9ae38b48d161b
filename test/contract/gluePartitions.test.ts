import assert from 'node:assert/strict';
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchGetPartitionCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  DeletePartitionCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  GlueClient,
  paginateGetPartitions,
  UpdatePartitionCommand,
  type PartitionInput,
} from '@aws-sdk/client-glue';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const of = { DatabaseName: 'lake', TableName: 'engines' };
const partition = (day: string, hour: string): PartitionInput => ({
  Values: [day, hour],
  StorageDescriptor: {
    Location: `s3://lake/engines/${day}/${hour}/`,
    Columns: [{ Name: 'unit', Type: 'int' }],
  },
  Parameters: { hour },
  LastAnalyzedTime: new Date(1_700_000_001_000),
});

describe("Glue's partitions", () => {
  let account: TestAccount;
  let glue: GlueClient;
  before(async () => {
    account = await startTestAccount();
    glue = new GlueClient(account.client);
  });
  beforeEach(async () => {
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'lake' } }));
    const PartitionKeys = ['day', 'hour'].map((Name) => ({ Name, Type: 'string' }));
    await glue.send(
      new CreateTableCommand({ DatabaseName: 'lake', TableInput: { Name: 'engines', PartitionKeys } }),
    );
  });
  afterEach(async () => {
    await glue.send(new DeleteDatabaseCommand({ Name: 'lake' }));
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  it('creates, reads, changes and deletes partitions', async () => {
    await glue.send(new CreatePartitionCommand({ ...of, PartitionInput: partition('1', '08') }));
    const get = (day: string, hour: string) =>
      glue.send(new GetPartitionCommand({ ...of, PartitionValues: [day, hour] }));
    const { Partition } = await get('1', '08');
    for (const [member, value] of Object.entries(partition('1', '08'))) {
      assert.deepEqual(Partition?.[member as keyof typeof Partition], value, member);
    }
    assert.equal(Partition?.TableName, 'engines');
    const update = { PartitionValueList: ['1', '08'], PartitionInput: partition('2', '09') };
    await glue.send(new UpdatePartitionCommand({ ...of, ...update }));
    await assert.rejects(get('1', '08'), {
      name: 'EntityNotFoundException',
      message: 'Cannot find partition.',
    });
    assert.deepEqual((await get('2', '09')).Partition?.Parameters, { hour: '09' });
    await glue.send(new DeletePartitionCommand({ ...of, PartitionValues: ['2', '09'] }));
    await assert.rejects(get('2', '09'), { name: 'EntityNotFoundException' });
  });

  it('creates, gets and deletes many partitions, naming those that fail', async () => {
    const PartitionInputList = ['08', '09', '10'].map((hour) => partition('1', hour));
    const created = await glue.send(new BatchCreatePartitionCommand({ ...of, PartitionInputList }));
    assert.deepEqual(created.Errors, []);
    const again = await glue.send(
      new BatchCreatePartitionCommand({
        ...of,
        PartitionInputList: [partition('1', '08'), partition('1', '11')],
      }),
    );
    assert.deepEqual(again.Errors, [
      {
        PartitionValues: ['1', '08'],
        ErrorDetail: { ErrorCode: 'AlreadyExistsException', ErrorMessage: 'Partition already exists.' },
      },
    ]);
    const wanted = [{ Values: ['1', '11'] }, { Values: ['9', '9'] }];
    const got = await glue.send(new BatchGetPartitionCommand({ ...of, PartitionsToGet: wanted }));
    assert.deepEqual(
      got.Partitions?.map(({ Values }) => Values),
      [['1', '11']],
    );
    const deleted = await glue.send(new BatchDeletePartitionCommand({ ...of, PartitionsToDelete: wanted }));
    assert.deepEqual(
      deleted.Errors?.map(({ PartitionValues }) => PartitionValues),
      [['9', '9']],
    );
    const { Partitions } = await glue.send(new GetPartitionsCommand(of));
    assert.equal(Partitions?.length, 3);
  });

  it('lists partitions by an expression, in pages and segments, without columns when asked', async () => {
    const PartitionInputList = Array.from({ length: 24 }, (_, hour) =>
      partition('1', String(hour).padStart(2, '0')),
    );
    await glue.send(new BatchCreatePartitionCommand({ ...of, PartitionInputList }));
    const found = await glue.send(
      new GetPartitionsCommand({ ...of, Expression: "day = '1' AND hour BETWEEN '08' AND '10'" }),
    );
    assert.deepEqual(
      found.Partitions?.map(({ Values }) => Values?.[1]),
      ['08', '09', '10'],
    );
    const pages: number[] = [];
    for await (const page of paginateGetPartitions({ client: glue, pageSize: 10 }, { ...of })) {
      pages.push(page.Partitions!.length);
    }
    assert.deepEqual(pages, [10, 10, 4]);
    const segment = (SegmentNumber: number) =>
      glue.send(new GetPartitionsCommand({ ...of, Segment: { SegmentNumber, TotalSegments: 2 } }));
    const halves = await Promise.all([segment(0), segment(1)]);
    assert.equal(
      new Set(halves.flatMap(({ Partitions }) => Partitions!.map(({ Values }) => Values![1]))).size,
      24,
    );
    const bare = await glue.send(
      new GetPartitionsCommand({ ...of, ExcludeColumnSchema: true, MaxResults: 1 }),
    );
    assert.equal(bare.Partitions?.[0]?.StorageDescriptor?.Columns, undefined);
    assert.ok(bare.Partitions?.[0]?.StorageDescriptor?.Location);
    await assert.rejects(glue.send(new GetPartitionsCommand({ ...of, Expression: "month = '1'" })), {
      name: 'InvalidInputException',
      message: "Unknown column 'month'",
    });
  });
});
