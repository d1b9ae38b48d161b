import type { StackResource } from '../../ports/stacks.ts';
import { resourceName } from '../resourceName.ts';

/** The kinds of a stack's resources that the lab can ask their services about. */
export type AskedType =
  | 'AWS::S3::Bucket'
  | 'AWS::KinesisFirehose::DeliveryStream'
  | 'AWS::Glue::Database'
  | 'AWS::Glue::Classifier'
  | 'AWS::Glue::Crawler'
  | 'AWS::Glue::Job'
  | 'AWS::Glue::Workflow'
  | 'AWS::SageMaker::NotebookInstance'
  | 'AWS::IAM::Role';

/** Names in the account of a stack's resources of one type; of an ARN, its last part. */
export function stackNames(resources: readonly StackResource[], type: AskedType): string[] {
  return resources
    .filter((resource) => resource.type === type && resource.physicalId)
    .map(({ physicalId }) => resourceName(physicalId));
}
