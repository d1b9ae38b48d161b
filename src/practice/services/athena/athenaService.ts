import { rmSync } from 'node:fs';
import path from 'node:path';
import * as model from '@aws-sdk/client-athena';
import type { RunningService } from '../../service.ts';
import type { Store } from '../../store/store.ts';
import { metadataOperations } from './metadata.ts';
import { namedQueryOperations } from './namedQueries.ts';
import type { QueryDocument } from './queryDocument.ts';
import { QueryExecutions, type RequestToken } from './queryExecutions.ts';
import type { Ground } from './statementRun.ts';
import { createWorkGroups } from './workGroups.ts';

/** What Athena stands on. `scratch` is a folder of the store that the engine may write to. */
export interface AthenaGround extends Ground {
  readonly store: Store;
}

/** Athena: SQL over the data catalog's tables. */
export function athenaService(ground: AthenaGround): RunningService {
  const { store, catalog } = ground;
  const scratch = path.join(ground.scratch, 'athena');
  rmSync(scratch, { recursive: true, force: true });
  const workGroups = createWorkGroups(ground);
  const executions = new QueryExecutions({
    ...ground,
    scratch,
    workGroups,
    documents: store.table<QueryDocument>('athenaQueryExecutions'),
    tokens: store.table<RequestToken>('athenaRequestTokens'),
  });
  return {
    services: [
      {
        signingName: 'athena',
        title: 'Athena',
        refuses,
        wire: { protocol: 'json', target: 'AmazonAthena' },
        model,
        operations: {
          ...executions.operations,
          ...workGroups.operations,
          ...metadataOperations(catalog),
          ...namedQueryOperations(store, workGroups),
        },
      },
    ],
    close: () => executions.close(),
  };
}

const refuses = [
  'UNLOAD, MERGE, UPDATE, DELETE, prepared statements, parameters of queries, and ALTER TABLE but for ADD and DROP PARTITION are refused by name.',
  'Tables in ORC, Avro and Iceberg, bucketed tables, and SerDes but for LazySimpleSerDe, OpenCSVSerde, JSON and Parquet are refused by name.',
  'Functions that Trino has and the practice account has not fail as Athena fails for unknown functions (FUNCTION_NOT_FOUND).',
  'EXPLAIN shows the plan of the engine inside the practice account, not Trino’s; EXPLAIN ANALYZE is refused.',
  'Numbers with a point (1.5) are doubles, comparisons of text with numbers are refused between columns and literals only, and AT TIME ZONE gives the local time without its zone.',
  'A field of a text file that its type cannot read is NULL, also where Athena would end the query with HIVE_BAD_DATA.',
  'A workgroup may say that Athena manages query results; queries in it that name no place for them are refused by name.',
  'BytesScannedCutoffPerQuery, encryption, query result reuse and federated catalogs are not done; SHOW statements leave no .metadata file.',
];
