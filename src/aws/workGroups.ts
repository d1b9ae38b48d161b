import { GetWorkGroupCommand, type AthenaClient } from '@aws-sdk/client-athena';
import type { WorkGroups } from '../lab/ports/workGroups.ts';
import { aborting } from './aborting.ts';

/** Athena's work groups behind the lab's port. */
export function createWorkGroups(client: AthenaClient): WorkGroups {
  return {
    get: async (name, signal) => {
      const { WorkGroup } = await client.send(new GetWorkGroupCommand({ WorkGroup: name }), aborting(signal));
      const { ResultConfiguration, ManagedQueryResultsConfiguration, ...settings } =
        WorkGroup?.Configuration ?? {};
      return {
        name,
        enabled: WorkGroup?.State !== 'DISABLED',
        enforced: settings.EnforceWorkGroupConfiguration ?? false,
        output: ResultConfiguration?.OutputLocation ?? '',
        managed: ManagedQueryResultsConfiguration?.Enabled ?? false,
        bytesScannedCutoff: settings.BytesScannedCutoffPerQuery,
      };
    },
  };
}
