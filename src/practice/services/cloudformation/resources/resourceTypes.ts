import type { Store } from '../../../store/store.ts';
import { firehoseTypes } from './firehoseTypes.ts';
import { glueTypes } from './glueTypes.ts';
import { iamTypes } from './iamTypes.ts';
import { recordedMachines } from './recordedMachines.ts';
import { recordedNetworks } from './recordedNetworks.ts';
import { recordedType, type RecordedResource } from './recordedType.ts';
import type { ResourceType } from './resourceType.ts';
import { s3Types } from './s3Types.ts';
import { sagemakerTypes } from './sagemakerTypes.ts';

/** Every type of resource that stacks may have, by its name. Each family has its line here. */
export function resourceTypes(store: Store): ReadonlyMap<string, ResourceType> {
  const records = store.table<RecordedResource>('recordedResources');
  const types: ResourceType[] = [
    ...s3Types,
    ...iamTypes,
    ...firehoseTypes,
    ...glueTypes,
    ...sagemakerTypes,
    ...recordedNetworks.map((definition) => recordedType(definition, records)),
    ...recordedMachines.map((definition) => recordedType(definition, records)),
  ];
  return new Map(types.map((type) => [type.type, type]));
}
