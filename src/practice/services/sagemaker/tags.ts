import type {
  AddTagsInput,
  AddTagsOutput,
  DeleteTagsInput,
  ListTagsInput,
  ListTagsOutput,
  Tag,
} from '@aws-sdk/client-sagemaker';
import type { Store } from '../../store/store.ts';

/** The tags of the account's resources, by ARN. */
export interface Tags {
  add(arn: string, tags: readonly Tag[] | undefined): void;
  of(arn: string): Tag[];
  remove(arn: string, keys: readonly string[]): void;
  /** Drops all tags of a resource that is gone. */
  forget(arn: string): void;
}

/** The tags that the store has. */
export function createTags(store: Store): Tags {
  const table = store.table<Readonly<Record<string, string>>>('sagemakerTags');
  const of = (arn: string) => Object.entries(table.get(arn) ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return {
    of,
    add: (arn, tags) => {
      if (!tags?.length) return;
      const added = Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
      table.set(arn, { ...table.get(arn), ...added });
    },
    remove: (arn, keys) => {
      const kept = of(arn).filter(({ Key }) => !keys.includes(Key));
      table.set(arn, Object.fromEntries(kept.map(({ Key, Value }) => [Key, Value])));
    },
    forget: (arn) => void table.delete(arn),
  };
}

/** The operations on tags. */
export function tagOperations(tags: Tags) {
  return {
    AddTags: ({ ResourceArn = '', Tags: added }: AddTagsInput): AddTagsOutput => {
      tags.add(ResourceArn, added);
      return { Tags: tags.of(ResourceArn) };
    },
    ListTags: ({ ResourceArn = '' }: ListTagsInput): ListTagsOutput => ({ Tags: tags.of(ResourceArn) }),
    DeleteTags: ({ ResourceArn = '', TagKeys = [] }: DeleteTagsInput): Record<string, never> => {
      tags.remove(ResourceArn, TagKeys);
      return {};
    },
  };
}
