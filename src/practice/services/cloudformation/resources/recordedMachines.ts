import { accountId, region } from '../../../identity.ts';
import { ec2Id, hexOf, textOf, type RecordedDefinition } from './recordedType.ts';

/** EC2's instances, Cloud9's environments and budgets, as the lab's template has them. */
export const recordedMachines: readonly RecordedDefinition[] = [
  {
    type: 'AWS::EC2::Instance',
    properties: [
      'AvailabilityZone',
      'BlockDeviceMappings',
      'EbsOptimized',
      'IamInstanceProfile',
      'ImageId',
      'InstanceType',
      'MetadataOptions',
      'Monitoring',
      'NetworkInterfaces',
      'PropagateTagsToVolumeOnCreation',
      'SecurityGroupIds',
      'SubnetId',
      'Tags',
      'UserData',
    ],
    required: [],
    replaces: ['AvailabilityZone', 'BlockDeviceMappings', 'ImageId', 'NetworkInterfaces', 'SubnetId'],
    seconds: 35,
    physicalId: (_, generated) => ec2Id('i', generated),
    attributes: ({ AvailabilityZone, SubnetId }, id) => {
      const [a = 0, b = 0] = Buffer.from(hexOf(id), 'hex');
      return {
        InstanceId: id,
        AvailabilityZone: textOf(AvailabilityZone) || `${region}a`,
        PrivateIp: `10.0.${a}.${b}`,
        PrivateDnsName: `ip-10-0-${a}-${b}.ec2.internal`,
        ...(SubnetId === undefined ? {} : { SubnetId: textOf(SubnetId) }),
      };
    },
  },
  {
    type: 'AWS::Cloud9::EnvironmentEC2',
    properties: [
      'AutomaticStopTimeMinutes',
      'ConnectionType',
      'Description',
      'ImageId',
      'InstanceType',
      'Name',
      'OwnerArn',
      'Repositories',
      'SubnetId',
      'Tags',
    ],
    required: ['ImageId', 'InstanceType'],
    replaces: [
      'AutomaticStopTimeMinutes',
      'ConnectionType',
      'ImageId',
      'InstanceType',
      'OwnerArn',
      'Repositories',
      'SubnetId',
    ],
    seconds: 120,
    physicalId: (_, generated) => hexOf(generated).slice(0, 32),
    attributes: ({ Name }, id) => ({
      Arn: `arn:aws:cloud9:${region}:${accountId}:environment:${id}`,
      Name: textOf(Name) || id,
    }),
  },
  {
    type: 'AWS::Budgets::Budget',
    properties: ['Budget', 'NotificationsWithSubscribers', 'ResourceTags'],
    required: ['Budget'],
    replaces: ['NotificationsWithSubscribers', 'ResourceTags'],
    seconds: 3,
    physicalId: ({ Budget }, generated) =>
      textOf((Budget as { BudgetName?: unknown }).BudgetName) || generated,
  },
];
