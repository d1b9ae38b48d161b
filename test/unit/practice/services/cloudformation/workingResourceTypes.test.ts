import assert from 'node:assert/strict';
import { firehoseTypes } from '../../../../../src/practice/services/cloudformation/resources/firehoseTypes.ts';
import type { Properties } from '../../../../../src/practice/services/cloudformation/resources/resourceType.ts';
import { sagemakerTypes } from '../../../../../src/practice/services/cloudformation/resources/sagemakerTypes.ts';
import { openResources, typeNamed, type TestResources } from '../../../../support/resourceContext.ts';

const types = [...firehoseTypes, ...sagemakerTypes];
const roleArn = 'arn:aws:iam::123456789012:role/r';

describe('resource types that take a while', () => {
  let resources: TestResources;
  beforeEach(() => {
    resources = openResources();
  });
  afterEach(() => resources.close());

  describe('of Firehose', () => {
    const stream = typeNamed(types, 'AWS::KinesisFirehose::DeliveryStream');
    const destination = {
      BucketARN: 'arn:aws:s3:::lab',
      RoleARN: roleArn,
      Prefix: 'in/',
      BufferingHints: { SizeInMBs: 6, IntervalInSeconds: 60 },
      CompressionFormat: 'GZIP',
    };
    const full = {
      DeliveryStreamName: 'stream',
      DeliveryStreamType: 'DirectPut',
      ExtendedS3DestinationConfiguration: destination,
      Tags: [{ Key: 'k', Value: 'v' }],
    };

    it('make an active stream, change its destination, and delete it', async () => {
      resources.context.objects.createBucket('lab');
      const id = await resources.make(stream, full);
      const shown = async () => {
        const found = (await stream.read(id, resources.context))?.['ExtendedS3DestinationConfiguration'];
        return Object.fromEntries(
          Object.keys(destination).map((name) => [name, (found as Properties)[name]]),
        );
      };
      assert.deepEqual(await shown(), destination);
      await resources.holds(stream, id, {
        DeliveryStreamName: 'stream',
        DeliveryStreamType: 'DirectPut',
        Tags: full.Tags,
      });
      assert.equal(
        (await stream.attributes?.(id, resources.context))?.['Arn'],
        'arn:aws:firehose:us-east-1:123456789012:deliverystream/stream',
      );
      const changed = {
        DeliveryStreamName: 'stream',
        ExtendedS3DestinationConfiguration: { BucketARN: 'arn:aws:s3:::other', RoleARN: roleArn },
      };
      await stream.update(id, changed, full, resources.context);
      assert.deepEqual(await shown(), {
        BucketARN: 'arn:aws:s3:::other',
        RoleARN: roleArn,
        Prefix: '',
        BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
        CompressionFormat: 'UNCOMPRESSED',
      });
      await resources.holds(stream, id, { Tags: undefined });
      await resources.drop(stream, id, changed);
    });
  });

  describe('of SageMaker', () => {
    const notebook = typeNamed(types, 'AWS::SageMaker::NotebookInstance');
    const lifecycle = typeNamed(types, 'AWS::SageMaker::NotebookInstanceLifecycleConfig');
    const full = {
      NotebookInstanceName: 'My-Notebook',
      InstanceType: 'ml.t3.medium',
      RoleArn: roleArn,
      VolumeSizeInGB: 10,
      RootAccess: 'Disabled',
      Tags: [{ Key: 'k', Value: 'v' }],
    };

    it('make a notebook instance in service, change it while it is stopped, and stop it before they delete it', async () => {
      const id = await resources.make(notebook, full);
      assert.equal(id, 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/my-notebook');
      await resources.holds(notebook, id, full);
      assert.deepEqual(await notebook.attributes?.(id, resources.context), {
        NotebookInstanceName: 'My-Notebook',
      });
      const changed = { NotebookInstanceName: 'My-Notebook', InstanceType: 'ml.t3.large', RoleArn: roleArn };
      resources.calls.length = 0;
      await notebook.update(id, changed, full, resources.context);
      const changes = resources.calls.filter((operation) => !/^(Describe|List)/.test(operation));
      assert.deepEqual(changes, [
        'StopNotebookInstance',
        'UpdateNotebookInstance',
        'DeleteTags',
        'AddTags',
        'StartNotebookInstance',
      ]);
      await resources.holds(notebook, id, {
        InstanceType: 'ml.t3.large',
        RootAccess: 'Enabled',
        Tags: undefined,
      });
      resources.calls.length = 0;
      await resources.drop(notebook, id, changed);
      const deleting = resources.calls.filter((operation) => !/^(Describe|List)/.test(operation));
      assert.deepEqual(deleting, ['StopNotebookInstance', 'DeleteNotebookInstance']);
    });

    it('make and delete a lifecycle configuration, and a notebook instance with it', async () => {
      const scripts = { OnStart: [{ Content: Buffer.from('#!/bin/bash').toString('base64') }] };
      const named = { NotebookInstanceLifecycleConfigName: 'Scripts', ...scripts };
      const id = await resources.make(lifecycle, named);
      await resources.holds(lifecycle, id, { ...named, OnCreate: undefined });
      assert.deepEqual(await lifecycle.attributes?.(id, resources.context), {
        NotebookInstanceLifecycleConfigName: 'Scripts',
      });
      const withScripts = { ...full, LifecycleConfigName: 'Scripts' };
      const instance = await resources.make(notebook, withScripts);
      await resources.holds(notebook, instance, { LifecycleConfigName: 'Scripts' });
      await assert.rejects(lifecycle.delete(id, named, resources.context), { message: /in use/ });
      await notebook.update(instance, full, withScripts, resources.context);
      await resources.holds(notebook, instance, { LifecycleConfigName: undefined });
      await lifecycle.update(
        id,
        { NotebookInstanceLifecycleConfigName: 'Scripts' },
        named,
        resources.context,
      );
      await resources.holds(lifecycle, id, { OnStart: undefined });
      await resources.drop(lifecycle, id, named);
      await resources.drop(notebook, instance, full);
    });
  });
});
