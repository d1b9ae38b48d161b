import {
  CreatePresignedNotebookInstanceUrlCommand,
  DescribeNotebookInstanceCommand,
  paginateListNotebookInstances,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  type NotebookInstanceSummary,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Notebooks } from '../lab/ports/notebooks.ts';
import { aborting } from './aborting.ts';

/** SageMaker's notebook instances behind the lab's port. */
export function createNotebooks(client: SageMakerClient): Notebooks {
  return {
    list: async (signal) => {
      const found: NotebookInstanceSummary[] = [];
      for await (const page of paginateListNotebookInstances({ client }, {}, aborting(signal))) {
        found.push(...(page.NotebookInstances ?? []));
      }
      return found.map(({ NotebookInstanceName = '', NotebookInstanceStatus = 'Pending' }) => ({
        name: NotebookInstanceName,
        status: NotebookInstanceStatus,
      }));
    },
    get: async (name, signal) => {
      const found = await client.send(
        new DescribeNotebookInstanceCommand({ NotebookInstanceName: name }),
        aborting(signal),
      );
      return {
        name,
        status: found.NotebookInstanceStatus ?? 'Pending',
        instanceType: found.InstanceType ?? '',
        created: found.CreationTime,
        modified: found.LastModifiedTime,
        volumeGiB: found.VolumeSizeInGB ?? 5,
        role: found.RoleArn ?? '',
      };
    },
    start: async (name) => {
      await client.send(new StartNotebookInstanceCommand({ NotebookInstanceName: name }));
    },
    stop: async (name) => {
      await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName: name }));
    },
    presignedUrl: async (name, signal) => {
      const { AuthorizedUrl = '' } = await client.send(
        new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: name }),
        aborting(signal),
      );
      return AuthorizedUrl;
    },
  };
}
