import type {
  ListTagsForDeliveryStreamInput,
  ListTagsForDeliveryStreamOutput,
  Tag,
  TagDeliveryStreamInput,
  UntagDeliveryStreamInput,
} from '@aws-sdk/client-firehose';
import { AwsError } from '../../awsError.ts';
import type { Table } from '../../store/store.ts';
import type { DeliveryStream } from './deliveryStream.ts';

const mostTags = 50;

/** Tags with others added to them. Throws InvalidArgumentException and LimitExceededException. */
export function withTags(before: readonly Tag[], added: readonly Tag[]): Tag[] {
  const wrong = added.find(({ Key = '' }) => Key.length < 1 || Key.length > 128 || /^aws:/i.test(Key));
  if (wrong) throw new AwsError('InvalidArgumentException', `The tag key ${wrong.Key ?? ''} is not valid.`);
  const tags = [...before.filter(({ Key }) => !added.some((tag) => tag.Key === Key)), ...added];
  if (tags.length > mostTags)
    throw new AwsError('LimitExceededException', `A delivery stream has ${mostTags} tags at most.`);
  return tags;
}

/** The operations on streams' tags; `find` gives the stream of a name or throws. */
export function streamTagOperations(streams: Table<DeliveryStream>, find: (name?: string) => DeliveryStream) {
  return {
    TagDeliveryStream: (input: TagDeliveryStreamInput): Record<string, never> => {
      const stream = find(input.DeliveryStreamName);
      streams.set(stream.name, { ...stream, tags: withTags(stream.tags ?? [], input.Tags ?? []) });
      return {};
    },
    UntagDeliveryStream: (input: UntagDeliveryStreamInput): Record<string, never> => {
      const stream = find(input.DeliveryStreamName);
      const tags = stream.tags?.filter(({ Key = '' }) => !input.TagKeys?.includes(Key)) ?? [];
      streams.set(stream.name, { ...stream, tags });
      return {};
    },
    ListTagsForDeliveryStream: (input: ListTagsForDeliveryStreamInput): ListTagsForDeliveryStreamOutput => {
      const { tags = [] } = find(input.DeliveryStreamName);
      const { Limit: limit = 50, ExclusiveStartTagKey: after } = input;
      const start = after === undefined ? 0 : tags.findIndex(({ Key }) => Key === after) + 1;
      return { Tags: tags.slice(start, start + limit), HasMoreTags: tags.length > start + limit };
    },
  };
}
