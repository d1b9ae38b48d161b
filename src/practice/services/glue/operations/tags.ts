import type {
  GetTagsRequest,
  GetTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-glue';
import { accountId } from '../../../identity.ts';
import type { Table } from '../../../store/store.ts';
import { invalidInput, notFound } from '../glueErrors.ts';

type Tags = Readonly<Record<string, string>>;

/** What has tags, by the word that its ARNs have before the name. */
export type Tagged = Readonly<Record<string, Table<{ readonly tags: Tags }>>>;

/** Glue's operations on the tags of what has them, by ARN. */
export function tagOperations(tagged: Tagged) {
  const change = (arn: string | undefined, changed: (tags: Tags) => Tags): Tags => {
    const [, account, kind = '', name = ''] =
      /^arn:aws:glue:[^:]+:(\d{12}):([^/]+)\/(.+)$/.exec(arn ?? '') ?? [];
    const table = account === accountId ? tagged[kind] : undefined;
    if (!table) throw invalidInput(`The practice account keeps no tags of ${arn ?? 'nothing'}.`);
    const document = table.get(name);
    if (!document) throw notFound('Entity Not Found');
    const tags = changed(document.tags);
    if (tags !== document.tags) table.set(name, { ...document, tags });
    return tags;
  };
  return {
    TagResource: ({ ResourceArn, TagsToAdd }: TagResourceRequest) => {
      change(ResourceArn, (tags) => ({ ...tags, ...TagsToAdd }));
      return {};
    },
    UntagResource: ({ ResourceArn, TagsToRemove = [] }: UntagResourceRequest) => {
      change(ResourceArn, (tags) =>
        Object.fromEntries(Object.entries(tags).filter(([tag]) => !TagsToRemove.includes(tag))),
      );
      return {};
    },
    GetTags: ({ ResourceArn }: GetTagsRequest): GetTagsResponse => ({
      Tags: change(ResourceArn, (tags) => tags),
    }),
  };
}
