import type { ColumnInfo, QueryExecution, QueryExecutionState, StatementType } from '@aws-sdk/client-athena';
import { engineVersion } from './workGroups.ts';

/** A query execution, as the store has it. */
export interface QueryDocument {
  readonly id: string;
  readonly query: string;
  readonly statementType: StatementType;
  readonly substatementType: string;
  readonly context: { readonly Catalog?: string; readonly Database?: string };
  readonly workGroup: string;
  /** The whole URI of the result file. */
  readonly outputLocation: string;
  readonly state: QueryExecutionState;
  readonly reason?: string;
  readonly error?: { readonly category: number; readonly type: number };
  readonly submitted: number;
  readonly started?: number;
  readonly completed?: number;
  readonly planningMillis?: number;
  readonly scannedBytes?: number;
  readonly manifest?: string;
  readonly columns?: readonly ColumnInfo[];
  readonly updateCount?: number;
}

/** A query execution as Athena tells it. */
export function queryExecution(document: QueryDocument): QueryExecution {
  const { context, reason, error, completed } = document;
  return {
    QueryExecutionId: document.id,
    Query: document.query,
    StatementType: document.statementType,
    SubstatementType: document.substatementType,
    ResultConfiguration: { OutputLocation: document.outputLocation },
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: false } },
    QueryExecutionContext: {
      ...(context.Database === undefined ? {} : { Database: context.Database }),
      ...(context.Catalog === undefined ? {} : { Catalog: context.Catalog.toLowerCase() }),
    },
    Status: {
      State: document.state,
      ...(reason === undefined ? {} : { StateChangeReason: reason }),
      SubmissionDateTime: new Date(document.submitted),
      ...(completed === undefined ? {} : { CompletionDateTime: new Date(completed) }),
      ...(error
        ? {
            AthenaError: {
              ErrorCategory: error.category,
              ErrorType: error.type,
              Retryable: false,
              ...(reason === undefined ? {} : { ErrorMessage: reason }),
            },
          }
        : {}),
    },
    Statistics: statistics(document),
    WorkGroup: document.workGroup,
    EngineVersion: engineVersion,
  };
}

function statistics(document: QueryDocument): NonNullable<QueryExecution['Statistics']> {
  const { submitted, started = submitted, completed, manifest, scannedBytes, planningMillis } = document;
  if (completed === undefined) return { QueryQueueTimeInMillis: started - submitted };
  return {
    QueryQueueTimeInMillis: started - submitted,
    ...(planningMillis === undefined ? {} : { QueryPlanningTimeInMillis: planningMillis }),
    EngineExecutionTimeInMillis: completed - started,
    ServiceProcessingTimeInMillis: 0,
    TotalExecutionTimeInMillis: completed - submitted,
    DataScannedInBytes: scannedBytes ?? 0,
    ...(manifest === undefined ? {} : { DataManifestLocation: manifest }),
    ResultReuseInformation: { ReusedPreviousResult: false },
  };
}
