import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';
import { refereeEnv } from './refereeEnv.ts';
import { refereePython } from './refereePython.ts';

const run = promisify(execFile);

const template = `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Cidr: {Type: String, Default: 10.0.0.0/16}
  Delimiter: {Type: String, Default: ';'}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}
  Database:
    Type: AWS::Glue::Database
    Properties: {CatalogId: !Ref AWS::AccountId, DatabaseInput: {Name: referee, Description: !Ref Vpc}}
  Classifier:
    Type: AWS::Glue::Classifier
    DependsOn: Database
    Properties:
      CsvClassifier: {Name: referee, Delimiter: !Ref Delimiter, ContainsHeader: ABSENT, AllowSingleColumn: false}
Outputs:
  Cidr: {Value: !GetAtt Vpc.CidrBlock}
`;

describe('stacks made by other clients', function () {
  this.timeout(300_000);
  let account: TestAccount | undefined;
  let python: string;
  let env: NodeJS.ProcessEnv;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'stacks-'));
  const file = path.join(scratch, 'template.yaml');

  before(async function () {
    python = refereePython(this);
    writeFileSync(file, template);
    account = await startTestAccount();
    env = refereeEnv(account, scratch);
  });
  after(async () => {
    await account?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('are made, changed, compared and deleted by boto3, whose waiters see what it does', async () => {
    const { stdout } = await run(python, ['test/referees/stacks_referee.py', file], { env });
    const told = JSON.parse(stdout) as Record<string, unknown> & { events: number };
    assert.ok(told.events >= 15, `${told.events} events`);
    assert.deepEqual(
      { ...told, events: undefined },
      {
        parameters: ['Cidr', 'Delimiter'],
        outputs: { Cidr: '10.8.0.0/16' },
        tags: [{ Key: 'by', Value: 'boto3' }],
        drift: 'IN_SYNC',
        events: undefined,
        first: ['CREATE_IN_PROGRESS', 'User Initiated'],
        resources: { Vpc: 'UPDATE_COMPLETE', Database: 'UPDATE_COMPLETE', Classifier: 'CREATE_COMPLETE' },
        refusals: [
          'AlreadyExistsException: Stack [referee] already exists',
          'ValidationError: No updates are to be performed.',
          'ValidationError: Stack with id nobody does not exist',
        ],
        broken: 'ROLLBACK_COMPLETE',
      },
    );
  });

  it('are deployed twice, described and deleted by the AWS CLI', async () => {
    const aws = async (...words: string[]) => {
      const command = path.join(path.dirname(python), 'aws');
      return (await run(python, [command, 'cloudformation', ...words], { env })).stdout;
    };
    // The CLI names its change sets by the second: each deployment has one of its own.
    const second = () => Math.floor(Date.now() / 1000);
    let last = 0;
    const deploy = async (...words: string[]) => {
      await until('the next second', () => second() > last);
      const said = await aws('deploy', '--stack-name', 'cli', '--template-file', file, ...words);
      last = second();
      return said;
    };
    assert.match(await deploy(), /Successfully created\/updated stack - cli/);
    assert.match(
      await deploy('--no-fail-on-empty-changeset'),
      /No changes to deploy\. Stack cli is up to date/,
    );
    await deploy('--parameter-overrides', 'Delimiter=|');
    const query = ['--stack-name', 'cli', '--output', 'text', '--query'];
    assert.equal((await aws('describe-stacks', ...query, 'Stacks[0].StackStatus')).trim(), 'UPDATE_COMPLETE');
    const resources = await aws(
      'list-stack-resources',
      ...query,
      'StackResourceSummaries[].LogicalResourceId',
    );
    assert.deepEqual(resources.trim().split('\t'), ['Vpc', 'Database', 'Classifier']);
    assert.equal((await aws('get-template', ...query, 'TemplateBody')).trim(), template.trim());
    await aws('delete-stack', '--stack-name', 'cli');
    await aws('wait', 'stack-delete-complete', '--stack-name', 'cli');
    await assert.rejects(aws('describe-stacks', '--stack-name', 'cli'), /Stack with id cli does not exist/);
  });
});
