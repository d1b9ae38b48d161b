import assert from 'node:assert/strict';
import {
  AddTagsCommand,
  CreateNotebookInstanceCommand,
  CreatePresignedNotebookInstanceUrlCommand,
  DeleteNotebookInstanceCommand,
  DeleteTagsCommand,
  DescribeNotebookInstanceCommand,
  ListNotebookInstancesCommand,
  ListTagsCommand,
  SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  waitUntilNotebookInstanceDeleted,
  waitUntilNotebookInstanceInService,
  waitUntilNotebookInstanceStopped,
} from '@aws-sdk/client-sagemaker';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { role, soon } from '../support/sagemaker.ts';

describe('SageMaker notebook instances', () => {
  let account: TestAccount;
  let client: SageMakerClient;
  before(async () => {
    account = await startTestAccount();
    client = new SageMakerClient(account.client);
  });
  after(() => account.close());

  const create = (name: string, InstanceType = 'ml.t3.medium') =>
    client.send(
      new CreateNotebookInstanceCommand({
        NotebookInstanceName: name,
        InstanceType: InstanceType as 'ml.t3.medium',
        RoleArn: role,
        Tags: [{ Key: 'lab', Value: '1' }],
      }),
    );
  const named = (NotebookInstanceName: string) => ({ NotebookInstanceName });

  it('start, stop, start again and go, each from the states AWS allows', async () => {
    await create('book');
    await waitUntilNotebookInstanceInService({ client, ...soon }, named('book'));
    const { RoleArn, Url, VolumeSizeInGB } = await client.send(
      new DescribeNotebookInstanceCommand(named('book')),
    );
    assert.deepEqual([RoleArn, Url, VolumeSizeInGB], [role, 'book.notebook.us-east-1.sagemaker.aws', 5]);
    await assert.rejects(client.send(new DeleteNotebookInstanceCommand(named('book'))), {
      name: 'ValidationException',
      message: /^Status \(InService\) not in \(\[Stopped, Failed\]\)\. Unable to transition to \(Deleting\)/,
    });
    await client.send(new StopNotebookInstanceCommand(named('book')));
    await waitUntilNotebookInstanceStopped({ client, ...soon }, named('book'));
    await client.send(new StartNotebookInstanceCommand(named('book')));
    await waitUntilNotebookInstanceInService({ client, ...soon }, named('book'));
    await client.send(new StopNotebookInstanceCommand(named('book')));
    await waitUntilNotebookInstanceStopped({ client, ...soon }, named('book'));
    await client.send(new DeleteNotebookInstanceCommand(named('book')));
    await waitUntilNotebookInstanceDeleted({ client, ...soon }, named('book'));
    await assert.rejects(client.send(new DescribeNotebookInstanceCommand(named('book'))), {
      name: 'ValidationException',
      message: 'RecordNotFound',
    });
  });

  it('are listed by name, and their names are theirs alone', async () => {
    for (const name of ['b-two', 'a-one']) await create(name);
    const { NotebookInstances } = await client.send(new ListNotebookInstancesCommand({ NameContains: '-' }));
    assert.deepEqual(
      NotebookInstances?.map(({ NotebookInstanceName }) => NotebookInstanceName),
      ['a-one', 'b-two'],
    );
    await assert.rejects(create('a-one'), {
      name: 'ValidationException',
      message: /duplicate Notebook Instance/,
    });
    await assert.rejects(create('x', 'ml.none'), { name: 'ValidationException', message: /enum value set/ });
  });

  it('carry tags that can be added and taken away', async () => {
    const { NotebookInstanceArn: ResourceArn } = await create('tagged');
    await client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'more', Value: '2' }] }));
    await client.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['lab'] }));
    const { Tags } = await client.send(new ListTagsCommand({ ResourceArn }));
    assert.deepEqual(Tags, [{ Key: 'more', Value: '2' }]);
  });

  it('open no notebook: that is refused by name', async () => {
    await assert.rejects(client.send(new CreatePresignedNotebookInstanceUrlCommand(named('a-one'))), {
      name: 'UnknownOperationException',
      message: /does not do SageMaker CreatePresignedNotebookInstanceUrl/,
    });
  });
});
