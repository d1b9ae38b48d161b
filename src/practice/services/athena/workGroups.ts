import type {
  CreateWorkGroupInput,
  GetWorkGroupInput,
  GetWorkGroupOutput,
  ListWorkGroupsInput,
  ListWorkGroupsOutput,
  DeleteWorkGroupInput,
  ResultConfiguration,
  UpdateWorkGroupInput,
} from '@aws-sdk/client-athena';
import type { AwsError } from '../../awsError.ts';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { parseS3Uri } from '../s3/objects.ts';
import { invalidRequest, page } from './invalidRequest.ts';

/** A workgroup, as the store has it. */
export interface WorkGroupDocument {
  readonly name: string;
  readonly description?: string;
  readonly enabled: boolean;
  readonly enforced: boolean;
  readonly outputLocation?: string;
  /** Athena is to keep results in storage of its own. */
  readonly managed?: boolean;
  readonly bytesScannedCutoff?: number;
  readonly metrics: boolean;
  readonly created: number;
}

/** The engine version of every workgroup. */
export const engineVersion = {
  SelectedEngineVersion: 'AUTO',
  EffectiveEngineVersion: 'Athena engine version 3',
};

/** Athena's workgroups; `primary` is always there. */
export function createWorkGroups({ store, clock }: { store: Store; clock: Clock }) {
  const groups = store.table<WorkGroupDocument>('athenaWorkGroups');
  if (!groups.has('primary')) {
    const created = clock.now().getTime();
    groups.set('primary', { name: 'primary', enabled: true, enforced: false, metrics: false, created });
  }

  /** Throws InvalidRequestException when there is none of that name. */
  const find = (name: string | undefined): WorkGroupDocument => {
    const group = groups.get(name ?? 'primary');
    if (!group) throw invalidRequest('WorkGroup is not found.');
    return group;
  };

  return {
    find,
    operations: {
      CreateWorkGroup: ({ Name = '', Description, Configuration = {} }: CreateWorkGroupInput) => {
        if (!/^[a-zA-Z0-9._-]{1,128}$/.test(Name)) {
          throw invalidRequest(`WorkGroup name ${Name} may have 1 to 128 letters, digits, '.', '_' and '-'.`);
        }
        if (groups.has(Name)) throw invalidRequest('WorkGroup is already created');
        groups.set(
          Name,
          checked({
            name: Name,
            ...(Description === undefined ? {} : { description: Description }),
            enabled: true,
            enforced: Configuration.EnforceWorkGroupConfiguration ?? true,
            metrics: Configuration.PublishCloudWatchMetricsEnabled ?? true,
            ...locationOf(Configuration.ResultConfiguration),
            managed: Configuration.ManagedQueryResultsConfiguration?.Enabled ?? false,
            ...(Configuration.BytesScannedCutoffPerQuery === undefined
              ? {}
              : { bytesScannedCutoff: Configuration.BytesScannedCutoffPerQuery }),
            created: clock.now().getTime(),
          }),
        );
      },
      GetWorkGroup: ({ WorkGroup }: GetWorkGroupInput): GetWorkGroupOutput => {
        const group = find(WorkGroup);
        return {
          WorkGroup: {
            Name: group.name,
            State: group.enabled ? 'ENABLED' : 'DISABLED',
            ...(group.description === undefined ? {} : { Description: group.description }),
            CreationTime: new Date(group.created),
            Configuration: {
              ResultConfiguration:
                group.outputLocation === undefined ? {} : { OutputLocation: group.outputLocation },
              ManagedQueryResultsConfiguration: { Enabled: group.managed ?? false },
              EnforceWorkGroupConfiguration: group.enforced,
              PublishCloudWatchMetricsEnabled: group.metrics,
              RequesterPaysEnabled: false,
              ...(group.bytesScannedCutoff === undefined
                ? {}
                : { BytesScannedCutoffPerQuery: group.bytesScannedCutoff }),
              EngineVersion: engineVersion,
            },
          },
        };
      },
      ListWorkGroups: ({ NextToken, MaxResults }: ListWorkGroupsInput): ListWorkGroupsOutput => {
        const sorted = groups.values().sort((a, b) => (a.name < b.name ? -1 : 1));
        const { items, ...next } = page(sorted, NextToken, MaxResults, { default: 50, most: 50 });
        return {
          WorkGroups: items.map(({ name, description = '', enabled, created }) => ({
            Name: name,
            State: enabled ? 'ENABLED' : 'DISABLED',
            Description: description,
            CreationTime: new Date(created),
            EngineVersion: engineVersion,
          })),
          ...next,
        };
      },
      UpdateWorkGroup: (input: UpdateWorkGroupInput) => {
        groups.set(find(input.WorkGroup).name, updated(find(input.WorkGroup), input));
      },
      DeleteWorkGroup: ({ WorkGroup }: DeleteWorkGroupInput) => {
        if (WorkGroup === 'primary') throw invalidRequest('The primary WorkGroup cannot be deleted.');
        groups.delete(find(WorkGroup).name);
      },
    },
  };
}

export type WorkGroups = ReturnType<typeof createWorkGroups>;

function updated(group: WorkGroupDocument, input: UpdateWorkGroupInput): WorkGroupDocument {
  const { Description, State, ConfigurationUpdates = {} } = input;
  const results = ConfigurationUpdates.ResultConfigurationUpdates;
  const cutoff = ConfigurationUpdates.BytesScannedCutoffPerQuery;
  const { outputLocation, bytesScannedCutoff, ...rest } = group;
  const location = results?.RemoveOutputLocation ? undefined : (results?.OutputLocation ?? outputLocation);
  const limit = ConfigurationUpdates.RemoveBytesScannedCutoffPerQuery
    ? undefined
    : (cutoff ?? bytesScannedCutoff);
  return checked({
    ...rest,
    ...(Description === undefined ? {} : { description: Description }),
    enabled: State === undefined ? group.enabled : State === 'ENABLED',
    enforced: ConfigurationUpdates.EnforceWorkGroupConfiguration ?? group.enforced,
    metrics: ConfigurationUpdates.PublishCloudWatchMetricsEnabled ?? group.metrics,
    ...locationOf(location === undefined ? undefined : { OutputLocation: location }),
    managed: ConfigurationUpdates.ManagedQueryResultsConfigurationUpdates?.Enabled ?? group.managed ?? false,
    ...(limit === undefined ? {} : { bytesScannedCutoff: limit }),
  });
}

/** Throws InvalidRequestException for a workgroup with two places for results. */
function checked(group: WorkGroupDocument): WorkGroupDocument {
  if (group.managed && group.outputLocation !== undefined) throw twoPlaces();
  return group;
}

/** What Athena says where it is to keep results itself and in a bucket. */
export const twoPlaces = (): AwsError =>
  invalidRequest('ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.');

function locationOf(results: ResultConfiguration | undefined): { outputLocation?: string } {
  const location = results?.OutputLocation;
  if (location === undefined || location === '') return {};
  if (!parseS3Uri(location)) throw invalidRequest('outputLocation is not a valid S3 path.');
  return { outputLocation: location };
}
