import { randomUUID } from 'node:crypto';
import type {
  BatchGetNamedQueryInput,
  BatchGetNamedQueryOutput,
  CreateNamedQueryInput,
  CreateNamedQueryOutput,
  DeleteNamedQueryInput,
  GetNamedQueryInput,
  GetNamedQueryOutput,
  ListNamedQueriesInput,
  ListNamedQueriesOutput,
  NamedQuery,
} from '@aws-sdk/client-athena';
import type { Store } from '../../store/store.ts';
import { invalidRequest, page } from './invalidRequest.ts';
import type { WorkGroups } from './workGroups.ts';

type NamedQueryDocument = NamedQuery & { readonly NamedQueryId: string };

/** Athena's saved queries. */
export function namedQueryOperations(store: Store, workGroups: WorkGroups) {
  const queries = store.table<NamedQueryDocument>('athenaNamedQueries');
  const find = (id: string | undefined): NamedQueryDocument => {
    const query = queries.get(id ?? '');
    if (!query) throw invalidRequest(`Named query ${id ?? ''} was not found`, 'NAMED_QUERY_NOT_FOUND');
    return query;
  };
  return {
    CreateNamedQuery: (input: CreateNamedQueryInput): CreateNamedQueryOutput => {
      const id = randomUUID();
      queries.set(id, {
        NamedQueryId: id,
        Name: input.Name,
        Database: input.Database,
        QueryString: input.QueryString,
        ...(input.Description === undefined ? {} : { Description: input.Description }),
        WorkGroup: workGroups.find(input.WorkGroup).name,
      });
      return { NamedQueryId: id };
    },
    GetNamedQuery: ({ NamedQueryId }: GetNamedQueryInput): GetNamedQueryOutput => ({
      NamedQuery: find(NamedQueryId),
    }),
    BatchGetNamedQuery: ({ NamedQueryIds = [] }: BatchGetNamedQueryInput): BatchGetNamedQueryOutput => ({
      NamedQueries: NamedQueryIds.flatMap((id) => queries.get(id) ?? []),
      UnprocessedNamedQueryIds: NamedQueryIds.filter((id) => !queries.has(id)).map((id) => ({
        NamedQueryId: id,
        ErrorCode: 'NAMED_QUERY_NOT_FOUND',
        ErrorMessage: `Named query ${id} was not found`,
      })),
    }),
    ListNamedQueries: (input: ListNamedQueriesInput): ListNamedQueriesOutput => {
      const group = workGroups.find(input.WorkGroup).name;
      const ids = queries
        .values()
        .filter(({ WorkGroup }) => WorkGroup === group)
        .map(({ NamedQueryId }) => NamedQueryId);
      const { items, ...next } = page(ids, input.NextToken, input.MaxResults, { default: 50, most: 50 });
      return { NamedQueryIds: items, ...next };
    },
    DeleteNamedQuery: ({ NamedQueryId }: DeleteNamedQueryInput) => {
      queries.delete(find(NamedQueryId).NamedQueryId);
    },
  };
}
