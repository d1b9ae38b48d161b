import { CloudFormation } from '@aws-sdk/client-cloudformation';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { eventsOf, says, settled } from '../support/stackAccount.ts';

const network = `
AWSTemplateFormatVersion: 2010-09-09
Description: A network, and a budget where an address is given
Metadata: {Made: by hand}
Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
    Description: The machine's image
  Size: {Type: String, Default: t3.medium, AllowedValues: [t3.medium, t3.large]}
  Email: {Type: String, Default: '', NoEcho: true}
Conditions:
  HasBudget: !Not [!Equals [!Ref Email, '']]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Metadata: {Why: "all else is in it"}
    Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: yes}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs '']
  Routes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Route:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: nothing comes in, VpcId: !Ref Vpc}
  Machine:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      InstanceType: !Ref Size
      SubnetId: !Ref Subnet
      SecurityGroupIds: [!GetAtt Group.GroupId]
      UserData: !Base64 {"Fn::Sub": "#!/bin/sh\\necho \${AWS::StackName} \${!HOME}\\n"}
  Budget:
    Type: AWS::Budgets::Budget
    Condition: HasBudget
    Properties: {Budget: {BudgetName: lab, BudgetType: COST, TimeUnit: MONTHLY}}
Outputs:
  Machine: {Description: The machine, Value: !Ref Machine, Export: {Name: !Sub '\${AWS::StackName}-machine'}}
  Zone: {Value: !GetAtt Subnet.AvailabilityZone}
  Budget: {Condition: HasBudget, Value: !Ref Budget}
`;

describe('CloudFormation templates', () => {
  let account: TestAccount;
  let client: CloudFormation;
  before(async () => {
    account = await startTestAccount();
    client = new CloudFormation(account.client);
  });
  after(() => account.close());

  it('of a network become a stack of recorded resources, and its events say that they are recorded only', async () => {
    await client.createStack({
      StackName: 'network',
      TemplateBody: network,
      Parameters: [{ ParameterKey: 'Email', ParameterValue: 'a@b.c' }],
      Tags: [{ Key: 'event', Value: 'lab' }],
      RoleARN: 'arn:aws:iam::123456789012:role/deployer',
    });
    assert.equal(await settled(client, 'network'), 'CREATE_COMPLETE');
    const { StackResources = [] } = await client.describeStackResources({ StackName: 'network' });
    const ids = Object.fromEntries(
      StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
        LogicalResourceId,
        PhysicalResourceId,
      ]),
    );
    assert.match(ids['Vpc'] ?? '', /^vpc-[0-9a-f]{17}$/);
    assert.match(ids['Machine'] ?? '', /^i-[0-9a-f]{17}$/);
    assert.equal(ids['Attachment'], `IGW|${ids['Vpc'] ?? ''}`);
    assert.equal(ids['Route'], `${ids['Routes'] ?? ''}|0.0.0.0/0`);
    assert.equal(ids['Budget'], 'lab');
    assert.ok(
      (await eventsOf(client, 'network')).includes(
        'Vpc CREATE_COMPLETE Recorded only: the practice account has no EC2.',
      ),
    );
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 'network' });
    assert.deepEqual(stack?.Outputs, [
      {
        OutputKey: 'Machine',
        OutputValue: ids['Machine'],
        Description: 'The machine',
        ExportName: 'network-machine',
      },
      { OutputKey: 'Zone', OutputValue: 'us-east-1a' },
      { OutputKey: 'Budget', OutputValue: 'lab' },
    ]);
    assert.deepEqual(stack.Tags, [{ Key: 'event', Value: 'lab' }]);
    assert.equal(stack.RoleARN, 'arn:aws:iam::123456789012:role/deployer');
    assert.equal(stack.Description, 'A network, and a budget where an address is given');
    assert.deepEqual(
      stack.Parameters?.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
      [
        ['Image', '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'],
        ['Size', 't3.medium'],
        ['Email', '****'],
      ],
    );
    assert.match(stack.Parameters[0]?.ResolvedValue ?? '', /^ami-[0-9a-f]{17}$/);
    const { StackEvents = [] } = await client.describeStackEvents({ StackName: 'network' });
    const made = StackEvents.find((each) => each.LogicalResourceId === 'Machine');
    const properties = JSON.parse(made?.ResourceProperties ?? '') as { UserData: string; ImageId: string };
    assert.equal(Buffer.from(properties.UserData, 'base64').toString(), '#!/bin/sh\necho network ${HOME}\n');
    assert.equal(properties.ImageId, stack.Parameters[0]?.ResolvedValue);
  });

  it('tell their resources one by one, and what they export', async () => {
    const { StackResourceDetail: detail } = await client.describeStackResource({
      StackName: 'network',
      LogicalResourceId: 'Vpc',
    });
    assert.equal(detail?.ResourceType, 'AWS::EC2::VPC');
    assert.equal(detail.Metadata, '{"Why":"all else is in it"}');
    const { StackResources = [] } = await client.describeStackResources({
      PhysicalResourceId: detail.PhysicalResourceId ?? '',
    });
    assert.equal(StackResources.length, 9);
    assert.equal(StackResources[0]?.StackName, 'network');
    const { Exports: [exported] = [] } = await client.listExports({});
    assert.equal(exported?.Name, 'network-machine');
    await assert.rejects(
      client.describeStackResource({ StackName: 'network', LogicalResourceId: 'No' }),
      says('Resource No does not exist for stack network'),
    );
    await assert.rejects(
      client.describeStackResource({ StackName: 'no', LogicalResourceId: 'No' }),
      says("Stack 'no' does not exist"),
    );
    await assert.rejects(client.describeStackResources({}), says(/either StackName or PhysicalResourceId/));
    await assert.rejects(
      client.describeStackResources({ PhysicalResourceId: 'no' }),
      says('Stack for no does not exist'),
    );
    await assert.rejects(
      client.listStackResources({ StackName: 'no' }),
      says('Stack with id no does not exist'),
    );
    await assert.rejects(client.describeStackEvents({ StackName: 'no' }), says('Stack [no] does not exist'));
  });

  it('say what they declare', async () => {
    const summary = await client.getTemplateSummary({ TemplateBody: network });
    assert.equal(summary.Version, '2010-09-09');
    assert.equal(summary.Metadata, '{"Made":"by hand"}');
    assert.deepEqual(summary.Parameters?.[1], {
      ParameterKey: 'Size',
      DefaultValue: 't3.medium',
      ParameterType: 'String',
      NoEcho: false,
      ParameterConstraints: { AllowedValues: ['t3.medium', 't3.large'] },
    });
    assert.ok(summary.ResourceTypes?.includes('AWS::EC2::Route'));
    const known = await client.getTemplateSummary({ StackName: 'network' });
    assert.deepEqual(known.Parameters, summary.Parameters);
    const validated = await client.validateTemplate({ TemplateBody: network });
    assert.deepEqual(
      validated.Parameters?.map(({ ParameterKey, NoEcho }) => [ParameterKey, NoEcho]),
      [
        ['Image', false],
        ['Size', false],
        ['Email', true],
      ],
    );
    const { TemplateBody, StagesAvailable } = await client.getTemplate({ StackName: 'network' });
    assert.equal(TemplateBody, network);
    assert.deepEqual(StagesAvailable, ['Original', 'Processed']);
  });

  it('cannot make a resource one of another type', async () => {
    const TemplateBody = network.replace(
      'Gateway: {Type: AWS::EC2::InternetGateway}',
      'Gateway: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}',
    );
    const words =
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [Gateway]';
    await assert.rejects(client.updateStack({ StackName: 'network', TemplateBody }), says(words));
    await assert.rejects(
      client.createChangeSet({ StackName: 'network', ChangeSetName: 'c', TemplateBody }),
      says(words),
    );
  });

  it('are updated and taken away as any others', async () => {
    const Parameters = [{ ParameterKey: 'Size', ParameterValue: 't3.large' }];
    await client.updateStack({ StackName: 'network', UsePreviousTemplate: true, Parameters });
    assert.equal(await settled(client, 'network'), 'UPDATE_COMPLETE');
    const { StackResourceSummaries = [] } = await client.listStackResources({ StackName: 'network' });
    assert.ok(!StackResourceSummaries.some((each) => each.LogicalResourceId === 'Budget'));
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 'network' });
    await client.deleteStack({ StackName: 'network' });
    assert.equal(await settled(client, stack?.StackId ?? ''), 'DELETE_COMPLETE');
  });

  it('that may make identities must be acknowledged', async () => {
    const named = '{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"r"}}}}';
    const { Capabilities, CapabilitiesReason } = await client.getTemplateSummary({ TemplateBody: named });
    assert.deepEqual(Capabilities, ['CAPABILITY_NAMED_IAM']);
    assert.equal(CapabilitiesReason, 'The following resource(s) require capabilities: [AWS::IAM::Role]');
  });
});
