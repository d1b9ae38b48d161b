import { region } from '../../../identity.ts';
import { ec2Id, textOf, type RecordedDefinition } from './recordedType.ts';

/** EC2's networks, as the lab's template has them. */
export const recordedNetworks: readonly RecordedDefinition[] = [
  {
    type: 'AWS::EC2::VPC',
    properties: ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy', 'Tags'],
    required: ['CidrBlock'],
    replaces: ['CidrBlock'],
    seconds: 12,
    physicalId: (_, generated) => ec2Id('vpc', generated),
    attributes: ({ CidrBlock }, id) => ({
      VpcId: id,
      CidrBlock: textOf(CidrBlock),
      DefaultSecurityGroup: ec2Id('sg', id),
      DefaultNetworkAcl: ec2Id('acl', id),
    }),
  },
  {
    type: 'AWS::EC2::Subnet',
    properties: ['AvailabilityZone', 'CidrBlock', 'MapPublicIpOnLaunch', 'Tags', 'VpcId'],
    required: ['VpcId'],
    replaces: ['AvailabilityZone', 'CidrBlock', 'VpcId'],
    seconds: 4,
    physicalId: (_, generated) => ec2Id('subnet', generated),
    attributes: ({ AvailabilityZone, CidrBlock, VpcId }, id) => ({
      SubnetId: id,
      AvailabilityZone: textOf(AvailabilityZone) || `${region}a`,
      CidrBlock: textOf(CidrBlock),
      VpcId: textOf(VpcId),
    }),
  },
  {
    type: 'AWS::EC2::InternetGateway',
    properties: ['Tags'],
    required: [],
    replaces: [],
    seconds: 16,
    physicalId: (_, generated) => ec2Id('igw', generated),
    attributes: (_, id) => ({ InternetGatewayId: id }),
  },
  {
    type: 'AWS::EC2::VPCGatewayAttachment',
    properties: ['InternetGatewayId', 'VpcId', 'VpnGatewayId'],
    required: ['VpcId'],
    replaces: ['VpcId'],
    physicalId: ({ VpcId }) => `IGW|${textOf(VpcId)}`,
    attributes: () => ({ AttachmentType: 'IGW' }),
  },
  {
    type: 'AWS::EC2::RouteTable',
    properties: ['Tags', 'VpcId'],
    required: ['VpcId'],
    replaces: ['VpcId'],
    physicalId: (_, generated) => ec2Id('rtb', generated),
    attributes: (_, id) => ({ RouteTableId: id }),
  },
  {
    type: 'AWS::EC2::Route',
    properties: [
      'DestinationCidrBlock',
      'DestinationIpv6CidrBlock',
      'GatewayId',
      'NatGatewayId',
      'RouteTableId',
    ],
    required: ['RouteTableId'],
    replaces: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'RouteTableId'],
    physicalId: ({ RouteTableId, DestinationCidrBlock, DestinationIpv6CidrBlock }) =>
      `${textOf(RouteTableId)}|${textOf(DestinationCidrBlock) || textOf(DestinationIpv6CidrBlock)}`,
  },
  {
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    properties: ['RouteTableId', 'SubnetId'],
    required: ['RouteTableId', 'SubnetId'],
    replaces: ['SubnetId'],
    physicalId: (_, generated) => ec2Id('rtbassoc', generated),
    attributes: (_, id) => ({ Id: id }),
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    properties: [
      'GroupDescription',
      'GroupName',
      'SecurityGroupEgress',
      'SecurityGroupIngress',
      'Tags',
      'VpcId',
    ],
    required: ['GroupDescription'],
    replaces: ['GroupDescription', 'GroupName', 'VpcId'],
    seconds: 6,
    physicalId: (_, generated) => ec2Id('sg', generated),
    attributes: ({ VpcId }, id) => ({ GroupId: id, Id: id, VpcId: textOf(VpcId) }),
  },
];
