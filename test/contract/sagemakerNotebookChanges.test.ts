import assert from 'node:assert/strict';
import {
  SageMaker,
  waitUntilNotebookInstanceInService,
  waitUntilNotebookInstanceStopped,
} from '@aws-sdk/client-sagemaker';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { role, soon } from '../support/sagemaker.ts';

const NotebookInstanceName = 'book';
const NotebookInstanceLifecycleConfigName = 'scripts';
const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }];

describe('changes to SageMaker notebook instances', () => {
  let account: TestAccount;
  let client: SageMaker;
  beforeEach(async () => {
    account = await startTestAccount();
    client = new SageMaker(account.client);
    await client.createNotebookInstanceLifecycleConfig({
      NotebookInstanceLifecycleConfigName,
      OnStart: script('echo start'),
      Tags: [{ Key: 'k', Value: 'v' }],
    });
    await client.createNotebookInstance({
      NotebookInstanceName,
      InstanceType: 'ml.t3.medium',
      RoleArn: role,
      LifecycleConfigName: NotebookInstanceLifecycleConfigName,
    });
    await waitUntilNotebookInstanceInService({ client, ...soon }, { NotebookInstanceName });
  });
  afterEach(() => account.close());

  const describe = () => client.describeNotebookInstance({ NotebookInstanceName });
  const stop = async () => {
    await client.stopNotebookInstance({ NotebookInstanceName });
    await waitUntilNotebookInstanceStopped({ client, ...soon }, { NotebookInstanceName });
  };

  it('are made while it is stopped, and leave the rest', async () => {
    await assert.rejects(
      client.updateNotebookInstance({ NotebookInstanceName, InstanceType: 'ml.t3.large' }),
      {
        name: 'ValidationException',
        message: /Status \(InService\) not in \(\[Stopped, Failed\]\)/,
      },
    );
    assert.equal((await describe()).InstanceType, 'ml.t3.medium');
    await stop();
    await client.updateNotebookInstance({
      NotebookInstanceName,
      InstanceType: 'ml.t3.large',
      VolumeSizeInGB: 9,
    });
    await waitUntilNotebookInstanceStopped({ client, ...soon }, { NotebookInstanceName });
    const changed = await describe();
    assert.deepEqual(
      [
        changed.InstanceType,
        changed.VolumeSizeInGB,
        changed.RoleArn,
        changed.NotebookInstanceLifecycleConfigName,
      ],
      ['ml.t3.large', 9, role, NotebookInstanceLifecycleConfigName],
    );
    await assert.rejects(client.updateNotebookInstance({ NotebookInstanceName, VolumeSizeInGB: 5 }), {
      message: /smaller/,
    });
    await assert.rejects(
      client.updateNotebookInstance({ NotebookInstanceName, LifecycleConfigName: 'none' }),
      { message: /RecordNotFound/ },
    );
    await assert.rejects(
      client.updateNotebookInstance({ NotebookInstanceName, DefaultCodeRepository: 'https://example.com/a' }),
      { message: /does not do UpdateNotebookInstance with DefaultCodeRepository/ },
    );
  });

  it('keep lifecycle configurations, which stay while one is used', async () => {
    const config = { NotebookInstanceLifecycleConfigName };
    await account.restart();
    const found = await client.describeNotebookInstanceLifecycleConfig(config);
    assert.deepEqual([found.OnCreate, found.OnStart], [[], script('echo start')]);
    await client.updateNotebookInstanceLifecycleConfig({ ...config, OnCreate: script('echo create') });
    const changed = await client.describeNotebookInstanceLifecycleConfig(config);
    assert.deepEqual([changed.OnCreate, changed.OnStart], [script('echo create'), []]);
    const { NotebookInstanceLifecycleConfigs: all } = await client.listNotebookInstanceLifecycleConfigs({});
    assert.deepEqual(
      all?.map((each) => each.NotebookInstanceLifecycleConfigName),
      [NotebookInstanceLifecycleConfigName],
    );
    const { Tags } = await client.listTags({ ResourceArn: found.NotebookInstanceLifecycleConfigArn });
    assert.deepEqual(Tags, [{ Key: 'k', Value: 'v' }]);
    await assert.rejects(client.deleteNotebookInstanceLifecycleConfig(config), { message: /in use/ });
    await stop();
    await client.updateNotebookInstance({ NotebookInstanceName, DisassociateLifecycleConfig: true });
    await client.deleteNotebookInstanceLifecycleConfig(config);
    await assert.rejects(client.describeNotebookInstanceLifecycleConfig(config), {
      message: /RecordNotFound/,
    });
  });

  it('refuse lifecycle configurations that are there already, or have too many or too long scripts', async () => {
    const create = (more: object) =>
      client.createNotebookInstanceLifecycleConfig({ NotebookInstanceLifecycleConfigName: 'other', ...more });
    await assert.rejects(create({ NotebookInstanceLifecycleConfigName }), { message: /already exists/ });
    await assert.rejects(create({ OnStart: [...script('a'), ...script('b')] }), { message: /onStart/ });
    await assert.rejects(create({ OnCreate: script('x'.repeat(13_000)) }), { message: /16384/ });
    await assert.rejects(create({ NotebookInstanceLifecycleConfigName: 'a b' }), {
      name: 'ValidationException',
    });
  });
});
