import * as model from '@aws-sdk/client-cloudformation';
import type { Clock } from '../../clock.ts';
import type { RunningService, Service } from '../../service.ts';
import type { Store } from '../../store/store.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { StoredChangeSet } from './operations/changeSetDocuments.ts';
import { changeSetOperations } from './operations/changeSets.ts';
import { changingOperations } from './operations/changing.ts';
import { describingOperations } from './operations/describing.ts';
import { driftOperations } from './operations/drifts.ts';
import { templateOperations } from './operations/templates.ts';
import type { ResourceType } from './resources/resourceType.ts';
import { DriftDetections, type StoredDetection } from './stacks/driftDetections.ts';
import { StackRuns } from './stacks/stackRuns.ts';
import { StackTables } from './stacks/stackTables.ts';

/** What CloudFormation stands on. */
export interface CloudFormationGround {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: ObjectStore;
  /** The account's other services: they make what stacks ask for. */
  readonly services: readonly Service[];
  readonly types: ReadonlyMap<string, ResourceType>;
}

/** CloudFormation: stacks of the account's resources, made, changed and deleted as their templates say. */
export function cloudformationService(given: CloudFormationGround): RunningService {
  const { store, clock, objects, services, types } = given;
  const ground = { clock, objects, services, types, tables: new StackTables(store, clock) };
  const changeSets = store.table<StoredChangeSet>('changeSets');
  const detections = store.table<StoredDetection>('driftDetections');
  const runs = new StackRuns(ground);
  const running = new DriftDetections(ground, detections);
  const operating = { ...ground, runs };
  return {
    services: [
      {
        signingName: 'cloudformation',
        title: 'CloudFormation',
        wire: { protocol: 'query', namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/' },
        model,
        operations: {
          ...changingOperations(operating),
          ...describingOperations(ground),
          ...templateOperations(ground, changeSets),
          ...changeSetOperations(operating, changeSets),
          ...driftOperations(ground, detections, running),
        },
        refuses: [
          `Resources are of the types ${[...types.keys()]
            .sort()
            .map((name) => `\`${name}\``)
            .join(
              ', ',
            )}; a template with another one is refused as AWS refuses an unknown one, and one with a property that the practice account does not do is refused by name.`,
          `Of ${recordedNames(types)} it only writes down what the template says, with ids in AWS’s form; their events say so.`,
          'Functions are `Ref`, `Fn::GetAtt`, Sub, Join, Select, Split, If, FindInMap, Base64 and GetAZs, in conditions And, Or, Not, Equals and `Condition`: ImportValue, Cidr, Transform, ForEach, Length, ToJsonString and dynamic references are refused by name.',
          'Sections Transform, Rules and Hooks, the policy Snapshot, nested stacks, stack sets, imports of resources, stack policies, rollback triggers, time limits, notifications and the option RetainExceptOnCreate of requests are refused by name.',
          'Parameters are of the types String, Number, CommaDelimitedList, `List<Number>`, `List<String>` and `AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>` with a public name, which gives an image id in the right form.',
          'A stack’s tags and role are kept and shown; its resources do not get the tags, and nothing is done in the role’s name.',
          'Drift is told of properties that the template sets. A stack in CREATE_FAILED cannot be updated: it is rolled back or deleted.',
          'A stack operation that was under way when the process ended goes on at the next start.',
        ],
      },
    ],
    close: async () => {
      await Promise.all([runs.close(), running.close()]);
    },
  };
}

function recordedNames(types: ReadonlyMap<string, ResourceType>): string {
  const recorded = [...types.values()].filter(({ note }) => note !== undefined);
  return [...new Set(recorded.map(({ type }) => type.split('::')[1] ?? type))].sort().join(', ');
}
