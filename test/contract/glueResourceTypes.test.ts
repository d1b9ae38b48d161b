import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAccount, type Account } from '../../src/practice/account.ts';
import { callOperation } from '../../src/practice/operationCall.ts';
import { glueTypes } from '../../src/practice/services/cloudformation/resources/glueTypes.ts';
import type {
  Properties,
  ResourceContext,
  ResourceType,
} from '../../src/practice/services/cloudformation/resources/resourceType.ts';
import { until } from '../support/practiceProcess.ts';

describe("a stack's resources of Glue", () => {
  let account: Account;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'practice-'));
    account = await startAccount({
      folder,
      assets: path.resolve('dist'),
      credentials: { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'for-tests' },
      port: 0,
      pace: 0.01,
    });
  });
  after(async () => {
    await account.close();
    rmSync(folder, { recursive: true });
  });

  const call = async (operation: string, input: Properties): Promise<Record<string, unknown>> =>
    (await callOperation(await account.services(), 'glue', operation, input)) as Record<string, unknown>;
  const context = (logicalId: string, stack = 'lab'): ResourceContext => ({
    stack: { name: stack, id: `arn:aws:cloudformation:us-east-1:123456789012:stack/${stack}/1` },
    logicalId,
    call: (_service, operation, input) => call(operation, input),
    objects: undefined as never,
    signal: new AbortController().signal,
    until,
  });
  const typeOf = (name: string): ResourceType => glueTypes.find(({ type }) => type === `AWS::Glue::${name}`)!;
  const job = {
    Role: 'role/Glue',
    Command: { Name: 'glueetl', PythonVersion: '3', ScriptLocation: 's3://b/j.py' },
  };
  const crawler = { Role: 'Glue', DatabaseName: 'lake', Targets: { S3Targets: [{ Path: 's3://lake/in' }] } };

  /** A type, what a template says of one, and what it says of it later. */
  const rows: [type: string, properties: Properties, changed: Properties][] = [
    [
      'Database',
      { CatalogId: '123456789012', DatabaseInput: { Name: 'lake_db' } },
      { CatalogId: '123456789012', DatabaseInput: { Name: 'lake_db', Description: 'of the lake' } },
    ],
    [
      'Classifier',
      { CsvClassifier: { Name: 'c', Delimiter: ' ', QuoteSymbol: '"', ContainsHeader: 'ABSENT' } },
      { CsvClassifier: { Name: 'c', Delimiter: ';', QuoteSymbol: '"', ContainsHeader: 'PRESENT' } },
    ],
    ['Crawler', { Name: 'n', ...crawler }, { Name: 'n', ...crawler, TablePrefix: 'p_', Tags: { a: 'b' } }],
    [
      'Job',
      { Name: 'n', ...job, Tags: { a: 'b', c: 'd' } },
      { Name: 'n', ...job, ExecutionProperty: { MaxConcurrentRuns: 2 }, Timeout: 7, Tags: { a: 'e' } },
    ],
    ['Workflow', { Name: 'n' }, { Name: 'n', Description: 'changed', MaxConcurrentRuns: 3 }],
  ];
  for (const [name, properties, changed] of rows) {
    it(`makes, changes, shows and deletes a ${name}, each step once or twice`, async () => {
      const type = typeOf(name);
      const id = type.physicalId(properties, 'lab-X-1');
      const at = context('X');
      for (const round of [1, 2]) {
        await type.create(id, properties, at);
        assertShows(await type.read(id, at), properties, `created, ${round}`);
      }
      for (const round of [1, 2]) {
        await type.update(id, changed, properties, at);
        assertShows(await type.read(id, at), changed, `changed, ${round}`);
      }
      for (const round of [1, 2]) {
        await type.delete(id, changed, at);
        assert.equal(await type.read(id, at), undefined, `deleted, ${round}`);
      }
    });

    it(`does not take a ${name} that somebody else has made`, async () => {
      const type = typeOf(name);
      const id = type.physicalId(properties, 'lab-X-1');
      await type.create(id, changed, context('Y', 'other'));
      await assert.rejects(type.create(id, properties, context('X')), { code: 'AlreadyExistsException' });
      await type.delete(id, changed, context('Y', 'other'));
    });
  }

  /** What is shown is what the template says; what it does not say may be there as well. */
  function assertShows(shown: Properties | undefined, properties: Properties, when: string): void {
    for (const [name, value] of Object.entries(properties))
      assert.deepEqual(shown?.[name], value, `${name} ${when}`);
    assert.equal(shown?.['Tags'] !== undefined, 'Tags' in properties, when);
  }

  it('names what the template does not name, in the form that Glue keeps', () => {
    const generated = 'lab-Thing-1A2B';
    assert.equal(typeOf('Database').physicalId({ DatabaseInput: {} }, generated), 'lab-thing-1a2b');
    for (const name of ['Classifier', 'Crawler', 'Job', 'Workflow', 'Trigger']) {
      assert.equal(typeOf(name).physicalId({}, generated), generated, name);
    }
  });

  it('takes numbers and truth values that a template writes as text', async () => {
    const type = typeOf('Job');
    await type.create(
      'texts',
      { ...job, MaxRetries: '1', ExecutionProperty: { MaxConcurrentRuns: '2' } },
      context('J'),
    );
    const shown = await type.read('texts', context('J'));
    assert.deepEqual([shown?.['MaxRetries'], shown?.['ExecutionProperty']], [1, { MaxConcurrentRuns: 2 }]);
    const classifier = typeOf('Classifier');
    await classifier.create('texts', { CsvClassifier: { AllowSingleColumn: 'false' } }, context('C'));
    assert.deepEqual(await classifier.read('texts', context('C')), {
      CsvClassifier: { Name: 'texts', AllowSingleColumn: false },
    });
  });

  /** A type, what a template says of one, what it adds, and what is shown once it does not say that any more. */
  const takenBack: [type: string, properties: Properties, added: Properties, after: Properties][] = [
    [
      'Crawler',
      { Name: 'n', ...crawler },
      {
        Description: 'd',
        TablePrefix: 'p_',
        Configuration: '{"Version":1.0}',
        RecrawlPolicy: { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' },
        SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
      },
      {
        Description: '',
        TablePrefix: '',
        Configuration: '',
        RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
        SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
      },
    ],
    [
      'Workflow',
      { Name: 'n' },
      { Description: 'd', DefaultRunProperties: { a: 'b' }, MaxConcurrentRuns: 2 },
      { Description: '', DefaultRunProperties: undefined, MaxConcurrentRuns: 2_147_483_647 },
    ],
    [
      'Classifier',
      { CsvClassifier: { Name: 'n', Delimiter: ';' } },
      { CsvClassifier: { Name: 'n', Delimiter: ';', ContainsHeader: 'PRESENT', Header: ['a', 'b'] } },
      { CsvClassifier: { Name: 'n', Delimiter: ';', ContainsHeader: 'UNKNOWN' } },
    ],
  ];
  for (const [name, properties, added, after] of takenBack) {
    it(`takes back what was only added to a ${name}`, async () => {
      const type = typeOf(name);
      const more = { ...properties, ...added };
      await type.create('n', properties, context('X'));
      await type.update('n', more, properties, context('X'));
      assertShows(await type.read('n', context('X')), more, 'added');
      await type.update('n', properties, more, context('X'));
      assertShows(await type.read('n', context('X')), { ...properties, ...after }, 'taken back');
      await type.delete('n', properties, context('X'));
    });
  }

  it('knows what it has made again, with empty lists and numbers in it', async () => {
    const type = typeOf('Database');
    const more = { CreateTableDefaultPermissions: [], Parameters: { n: 30 }, Description: 'd' };
    const properties = { CatalogId: '123456789012', DatabaseInput: { Name: 'again', ...more } };
    await type.create('again', properties, context('D'));
    await type.create('again', properties, context('D'));
    const other = { ...properties, DatabaseInput: { ...properties.DatabaseInput, Parameters: { n: 31 } } };
    await assert.rejects(type.create('again', other, context('D')), { code: 'AlreadyExistsException' });
  });

  it('does not rename a database or a classifier', async () => {
    const said = { CatalogId: '123456789012', DatabaseInput: { Name: 'fixed' } };
    await typeOf('Database').create('fixed', said, context('D'));
    const renamed = { ...said, DatabaseInput: { Name: 'other' } };
    await assert.rejects(
      typeOf('Database').update('fixed', renamed, said, context('D')),
      /cannot be renamed/,
    );
  });

  it('deletes a database with its tables', async () => {
    const properties = { CatalogId: '123456789012', DatabaseInput: { Name: 'full' } };
    await typeOf('Database').create('full', properties, context('D'));
    await call('CreateTable', { DatabaseName: 'full', TableInput: { Name: 't' } });
    await typeOf('Database').delete('full', properties, context('D'));
    await call('CreateDatabase', { DatabaseInput: { Name: 'full' } });
    assert.deepEqual(await call('GetTables', { DatabaseName: 'full' }), { TableList: [] });
  });

  it('makes a trigger that is activated at its creation, or by an update, and not by the first of them again', async () => {
    const trigger = typeOf('Trigger');
    await typeOf('Workflow').create('flow', {}, context('W'));
    await typeOf('Crawler').create('watched', crawler, context('C'));
    const said = {
      Type: 'CONDITIONAL',
      WorkflowName: 'flow',
      Actions: [{ CrawlerName: 'watched' }],
      Predicate: {
        Conditions: [{ LogicalOperator: 'EQUALS', CrawlerName: 'watched', CrawlState: 'SUCCEEDED' }],
      },
    };
    const state = async (Name: string) =>
      ((await call('GetTrigger', { Name }))['Trigger'] as { State: string }).State;
    await trigger.create('started', { ...said, StartOnCreation: 'true' }, context('T'));
    assert.equal(await state('started'), 'ACTIVATED');
    await trigger.create('later', said, context('L'));
    assert.equal(await state('later'), 'CREATED');
    const changed = { ...said, Description: 'waits', StartOnCreation: true };
    await trigger.update('later', changed, said, context('L'));
    assert.equal(await state('later'), 'ACTIVATED');
    assert.deepEqual(await trigger.read('later', context('L')), {
      Name: 'later',
      ...said,
      Description: 'waits',
      Tags: undefined,
    });
    await call('StopTrigger', { Name: 'later' });
    await trigger.update('later', { ...changed, Description: 'still' }, changed, context('L'));
    assert.equal(await state('later'), 'DEACTIVATED');
    await assert.rejects(trigger.create('later', said, context('L', 'other')), {
      code: 'AlreadyExistsException',
    });
    for (const round of [1, 2]) {
      await trigger.delete('later', said, context('L'));
      assert.equal(await trigger.read('later', context('L')), undefined, String(round));
    }
  });

  it('deletes a crawler that runs, and a workflow with its run', async () => {
    const type = typeOf('Crawler');
    await type.create('busy', crawler, context('B'));
    await typeOf('Workflow').create('running', {}, context('R'));
    await call('CreateTrigger', {
      Name: 'go',
      WorkflowName: 'running',
      Type: 'ON_DEMAND',
      Actions: [{ CrawlerName: 'busy' }],
    });
    await call('StartWorkflowRun', { Name: 'running' });
    await typeOf('Workflow').delete('running', {}, context('R'));
    await call('StartCrawler', { Name: 'busy' });
    await type.delete('busy', crawler, context('B'));
    assert.equal(await type.read('busy', context('B')), undefined);
  });

  it('deletes a job that runs', async () => {
    const type = typeOf('Job');
    await type.create('long', job, context('L'));
    const { JobRunId } = await call('StartJobRun', { JobName: 'long' });
    await type.delete('long', job, context('L'));
    assert.equal(await type.read('long', context('L')), undefined);
    await assert.rejects(call('GetJobRun', { JobName: 'long', RunId: JobRunId }), {
      code: 'EntityNotFoundException',
    });
  });
});
