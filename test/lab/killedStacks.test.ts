import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Glue } from '@aws-sdk/client-glue';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Practice } from '../../src/launch/launchPractice.ts';
import { random, seed } from '../support/killing.ts';
import { clientOf, makeStore, type TestStore } from '../support/practiceProcess.ts';
import { eventsOf, settled } from '../support/stackAccount.ts';

/** Two databases in a chain of recorded resources, and a classifier beside them. */
const template = (cidr: string, delimiter: string) => `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: ${cidr}}}
  First:
    Type: AWS::Glue::Database
    DependsOn: Vpc
    Properties: {CatalogId: !Ref AWS::AccountId, DatabaseInput: {Name: killed_first, Description: !Ref Vpc}}
  Second:
    Type: AWS::Glue::Database
    Properties:
      CatalogId: !Ref AWS::AccountId
      DatabaseInput: {Name: killed_second, Description: !Sub 'after \${First}'}
  Classifier:
    Type: AWS::Glue::Classifier
    Properties: {CsvClassifier: {Name: killed, Delimiter: '${delimiter}', ContainsHeader: ABSENT, AllowSingleColumn: false}}
Outputs:
  Last: {Value: !Ref Second}
`;

describe(`stacks whose process is killed at random moments (SEED=${seed})`, function () {
  this.timeout(120_000);
  let store: TestStore;
  let practice: Practice;
  before(() => {
    store = makeStore();
  });
  after(() => store.remove());

  /** Begins an operation, has the process killed a while later, three times; answers with the state that the stack comes to. */
  const killed = async (
    StackName: string,
    begin: (client: CloudFormation) => Promise<unknown>,
  ): Promise<string> => {
    for (let kill = 0; kill < 3; kill += 1) {
      // At this pace the template's operations take about a second.
      practice = await store.launch({ pace: 1 / 20 });
      if (kill === 0) await begin(new CloudFormation(clientOf(practice)));
      await sleep(random() * 500);
      process.kill(practice.pid, 'SIGKILL');
      await practice.over;
    }
    practice = await store.launch({ pace: 0 });
    return settled(new CloudFormation(clientOf(practice)), StackName);
  };

  it('are made, changed and deleted all the same, and nothing is left', async () => {
    let StackId = '';
    const StackName = 'killed';
    const made = await killed(StackName, async (client) => {
      StackId =
        (await client.createStack({ StackName, TemplateBody: template('10.0.0.0/16', ';') })).StackId ?? '';
    });
    const glue = () => new Glue(clientOf(practice));
    const reasons = () => eventsOf(new CloudFormation(clientOf(practice)), StackId);
    assert.equal(made, 'CREATE_COMPLETE', (await reasons()).join('\n'));
    const { Database } = await glue().getDatabase({ Name: 'killed_first' });
    assert.match(Database?.Description ?? '', /^vpc-/);

    const changed = await killed(StackId, (client) =>
      client.updateStack({ StackName, TemplateBody: template('10.1.0.0/16', '|') }),
    );
    assert.equal(changed, 'UPDATE_COMPLETE', (await reasons()).join('\n'));
    const after = await glue().getDatabase({ Name: 'killed_first' });
    assert.match(after.Database?.Description ?? '', /^vpc-/);
    assert.notEqual(after.Database?.Description, Database?.Description, 'the network was replaced');
    const { Classifier } = await glue().getClassifier({ Name: 'killed' });
    assert.equal(Classifier?.CsvClassifier?.Delimiter, '|');

    const gone = await killed(StackId, (client) => client.deleteStack({ StackName }));
    assert.equal(gone, 'DELETE_COMPLETE', (await reasons()).join('\n'));
    for (const Name of ['killed_first', 'killed_second']) {
      await assert.rejects(glue().getDatabase({ Name }), { name: 'EntityNotFoundException' });
    }
    await assert.rejects(glue().getClassifier({ Name: 'killed' }), { name: 'EntityNotFoundException' });
    const told = await reasons();
    assert.ok(!told.some((line) => line.includes('FAILED')), told.join('\n'));
  });
});
