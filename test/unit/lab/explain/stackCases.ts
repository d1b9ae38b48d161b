import { StageError } from '../../../../src/lab/stage.ts';
import { aws, ended, type Case } from './thrown.ts';

/** What CloudFormation says of a resource, as the lab hands it on: with the resource's type in front. */
export const stackCases: readonly Case[] = [
  [
    'stackNameTaken',
    aws(
      'AlreadyExists',
      "AWS::Glue::Job: Resource handler returned message: \"Resource of type 'AWS::Glue::Job' with identifier 'calc_rul' already exists.\" (RequestToken: 2b638011, HandlerErrorCode: AlreadyExists)",
    ),
    /tear that down or delete it by hand/,
  ],
  [
    'stackNameTaken',
    ended('AWS::S3::Bucket: datalake-submissions-123456789012-us-east-1-1a2b already exists'),
    /not part of the stack/,
  ],
  [
    'stackLimit',
    aws(
      'ServiceLimitExceeded',
      'AWS::EC2::VPC: Resource handler returned message: "The maximum number of VPCs has been reached. (Service: Ec2, Status Code: 400, Request ID: 1)" (RequestToken: 2, HandlerErrorCode: ServiceLimitExceeded)',
    ),
    /as many of AWS::EC2::VPC as its quota allows/,
  ],
  [
    'cloud9Closed',
    aws(
      'GeneralServiceException',
      'AWS::Cloud9::EnvironmentEC2: AWS Cloud9 is not available to new customers. (Service: AWSCloud9; Status Code: 403)',
    ),
    /--editor code-server/,
  ],
  [
    'cloud9RoleMissing',
    aws(
      'InvalidRequest',
      'AWS::Cloud9::EnvironmentEC2: The instance profile AWSCloud9SSMInstanceProfile does not exist in account.',
    ),
    /AWSCloud9SSMAccessRole/,
  ],
  [
    'budgetRefused',
    aws(
      'InvalidRequest',
      'AWS::Budgets::Budget: Resource handler returned message: "Invalid email address nobody@nowhere (Service: Budgets, Status Code: 400)"',
    ),
    /another --budget-email/,
  ],
  [
    'stackBucketVersioned',
    aws(
      'GeneralServiceException',
      'AWS::S3::Bucket: Resource handler returned message: "The bucket you tried to delete is not empty. You must delete all versions in the bucket. (Service: S3, Status Code: 409)"',
    ),
    /Empty the bucket in S3's console/,
  ],
  [
    'stackBucketNotEmpty',
    aws(
      'GeneralServiceException',
      'AWS::S3::Bucket: Resource handler returned message: "The bucket you tried to delete is not empty (Service: S3, Status Code: 409)"',
    ),
    /empties the bucket again/,
  ],
  [
    'stackProtected',
    aws('ValidationError', 'Stack [cmapss-lab] cannot be deleted while TerminationProtection is enabled'),
    /termination protection off/,
  ],
  [
    'stackBusy',
    aws(
      'ValidationError',
      'Stack:arn:aws:cloudformation:us-east-1:123456789012:stack/cmapss-lab/1 is in UPDATE_IN_PROGRESS state and can not be updated.',
    ),
    /follows what goes on first/,
  ],
  [
    'accessDenied',
    aws(
      'AccessDenied',
      'AWS::Glue::Database: User: arn:aws:iam::123456789012:user/me is not authorized to perform: glue:CreateDatabase on resource: catalog (HandlerErrorCode: AccessDenied)',
    ),
    /glue:CreateDatabase/,
  ],
  [
    'nothingDeployed',
    new StageError(
      'Nothing of the lab is deployed in account 123456789012, region us-east-1.',
      "Deploy the lab's resources.",
    ),
    /Deploy the lab's resources\./,
  ],
];
