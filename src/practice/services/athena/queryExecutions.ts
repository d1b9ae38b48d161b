import { createHash, randomUUID } from 'node:crypto';
import type {
  BatchGetQueryExecutionInput,
  BatchGetQueryExecutionOutput,
  GetQueryExecutionInput,
  GetQueryExecutionOutput,
  GetQueryResultsInput,
  GetQueryResultsOutput,
  ListQueryExecutionsInput,
  ListQueryExecutionsOutput,
  StartQueryExecutionInput,
  StartQueryExecutionOutput,
  StopQueryExecutionInput,
} from '@aws-sdk/client-athena';
import type { Table } from '../../store/store.ts';
import { statementTypes, type Statement } from '../../engines/sql/statement.ts';
import { failureOf } from './failure.ts';
import { invalidRequest, page } from './invalidRequest.ts';
import { outputLocationOf, resultFolderOf } from './outputLocation.ts';
import { queryExecution, type QueryDocument } from './queryDocument.ts';
import { queryResults } from './queryResults.ts';
import { readStatement } from './readStatement.ts';
import { putFailure, putResults } from './resultFiles.ts';
import { runStatement } from './runStatement.ts';
import type { Ground } from './statementRun.ts';
import type { WorkGroups } from './workGroups.ts';

/** So many statements run at once; others are QUEUED. */
const mostRunning = 4;

/** The idempotency of StartQueryExecution: which execution a token began, and with what. */
export interface RequestToken {
  readonly id: string;
  readonly request: string;
}

/** What query executions need. */
export interface ExecutionsGround extends Ground {
  readonly workGroups: WorkGroups;
  readonly documents: Table<QueryDocument>;
  readonly tokens: Table<RequestToken>;
}

interface Waiting {
  readonly id: string;
  readonly statement: Statement;
  readonly folder: string;
}

/** Starts, runs, stops and tells of query executions. Executions that the last process left unfinished end FAILED. */
export class QueryExecutions {
  readonly #ground: ExecutionsGround;
  readonly #running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  readonly #queue: Waiting[] = [];

  constructor(ground: ExecutionsGround) {
    this.#ground = ground;
    for (const document of ground.documents.values()) {
      if (document.state !== 'QUEUED' && document.state !== 'RUNNING') continue;
      this.#end(document.id, {
        state: 'FAILED',
        reason: 'The practice account ended while the query ran.',
        error: { category: 1, type: 200 },
      });
    }
  }

  readonly operations = {
    StartQueryExecution: (input: StartQueryExecutionInput) => this.#start(input),
    GetQueryExecution: ({ QueryExecutionId }: GetQueryExecutionInput): GetQueryExecutionOutput => ({
      QueryExecution: queryExecution(this.#document(QueryExecutionId)),
    }),
    BatchGetQueryExecution: (input: BatchGetQueryExecutionInput): BatchGetQueryExecutionOutput => {
      const ids = input.QueryExecutionIds ?? [];
      if (!ids.length || ids.length > 50) throw invalidRequest('QueryExecutionIds must have 1 to 50 ids.');
      const found = ids.map((id) => this.#ground.documents.get(id));
      return {
        QueryExecutions: found.flatMap((document) => (document ? [queryExecution(document)] : [])),
        UnprocessedQueryExecutionIds: ids
          .filter((_, index) => !found[index])
          .map((id) => ({
            QueryExecutionId: id,
            ErrorCode: 'QUERY_EXECUTION_NOT_FOUND',
            ErrorMessage: `QueryExecution ${id} was not found`,
          })),
      };
    },
    ListQueryExecutions: (input: ListQueryExecutionsInput): ListQueryExecutionsOutput => {
      const group = this.#ground.workGroups.find(input.WorkGroup).name;
      const ids = this.#ground.documents
        .values()
        .filter(({ workGroup }) => workGroup === group)
        .sort((a, b) => b.submitted - a.submitted)
        .map(({ id }) => id);
      const { items, ...next } = page(ids, input.NextToken, input.MaxResults, { default: 50, most: 50 });
      return { QueryExecutionIds: items, ...next };
    },
    StopQueryExecution: ({ QueryExecutionId }: StopQueryExecutionInput) => {
      this.#stop(this.#document(QueryExecutionId).id);
    },
    GetQueryResults: (input: GetQueryResultsInput): Promise<GetQueryResultsOutput> =>
      queryResults(this.#document(input.QueryExecutionId), input, this.#ground.objects),
  };

  /** Ends what runs; such executions end FAILED at the next start. */
  async close(): Promise<void> {
    this.#queue.length = 0;
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort(new Error('The practice account ended while the query ran.'));
    await Promise.all(running.map(({ ended }) => ended));
  }

  #document(id: string | undefined): QueryDocument {
    const document = this.#ground.documents.get(id ?? '');
    if (!document) {
      throw invalidRequest(`QueryExecution ${id ?? ''} was not found`, 'QUERY_EXECUTION_NOT_FOUND');
    }
    return document;
  }

  async #start(input: StartQueryExecutionInput): Promise<StartQueryExecutionOutput> {
    const query = input.QueryString ?? '';
    const { tokens, documents, workGroups, clock } = this.#ground;
    refuseMalformed(input, query);
    const group = workGroups.find(input.WorkGroup);
    if (!group.enabled) throw invalidRequest('WorkGroup is disabled.');
    const token = input.ClientRequestToken;
    const request = fingerprint(input);
    const before = token === undefined ? undefined : tokens.get(token);
    if (before) {
      if (before.request === request) return { QueryExecutionId: before.id };
      throw invalidRequest('Idempotent parameters do not match', 'IDEMPOTENT_PARAMETER_MISMATCH');
    }
    const folder = resultFolderOf(group, input.ResultConfiguration);
    const statement = await readStatement(query, input.QueryExecutionContext?.Database, this.#ground);
    if (statement.kind === 'createTableAs' && group.enforced && 'external_location' in statement.properties) {
      throw invalidRequest(
        "The Create Table As Select query failed because it was submitted with an 'external_location' property to an " +
          'Athena Workgroup that enforces a centralized output location for all queries. Please remove the ' +
          "'external_location' property and resubmit the query.",
      );
    }
    // The same request may have come twice while this one was read.
    const meanwhile = token === undefined ? undefined : tokens.get(token);
    if (meanwhile) return { QueryExecutionId: meanwhile.id };
    const id = randomUUID();
    const [statementType, substatementType] = statementTypes[statement.kind];
    const { Database, Catalog } = input.QueryExecutionContext ?? {};
    documents.set(id, {
      id,
      query,
      statementType,
      substatementType,
      context: {
        ...(Database === undefined ? {} : { Database }),
        ...(Catalog === undefined ? {} : { Catalog }),
      },
      workGroup: group.name,
      outputLocation: outputLocationOf(folder, id, statement.kind),
      state: 'QUEUED',
      submitted: clock.now().getTime(),
    });
    if (token !== undefined) tokens.set(token, { id, request });
    this.#queue.push({ id, statement, folder });
    setImmediate(() => this.#runNext());
    return { QueryExecutionId: id };
  }

  #runNext(): void {
    while (this.#running.size < mostRunning) {
      const next = this.#queue.shift();
      if (!next) return;
      const stop = new AbortController();
      const ended = this.#run(next, stop.signal).finally(() => {
        this.#running.delete(next.id);
        this.#runNext();
      });
      this.#running.set(next.id, { stop, ended });
    }
  }

  async #run({ id, statement, folder }: Waiting, signal: AbortSignal): Promise<void> {
    const { clock, documents, objects } = this.#ground;
    const document = this.#document(id);
    const started = clock.now().getTime();
    documents.set(id, { ...document, state: 'RUNNING', started });
    let planningMillis = 0;
    try {
      const outcome = await runStatement(
        {
          ...this.#ground,
          id,
          sql: document.query,
          database: (document.context.Database ?? 'default').toLowerCase(),
          resultFolder: folder,
          signal,
          planned: () => (planningMillis = clock.now().getTime() - started),
        },
        statement,
      );
      signal.throwIfAborted();
      const manifest = await putResults(
        objects,
        document.outputLocation,
        id,
        document.statementType,
        outcome,
      );
      const { columns, scannedBytes, updateCount, substatementType } = outcome;
      this.#end(id, {
        state: 'SUCCEEDED',
        planningMillis,
        ...(columns ? { columns } : {}),
        ...(scannedBytes === undefined ? {} : { scannedBytes }),
        ...(updateCount === undefined ? {} : { updateCount }),
        ...(manifest === undefined ? {} : { manifest }),
        ...(substatementType === undefined ? {} : { substatementType }),
      });
    } catch (error) {
      if (signal.aborted) {
        // A stopped execution is CANCELLED already; one that the account's end broke off is told at the next start.
        return;
      }
      const { reason, ...failure } = failureOf(error);
      await putFailure(objects, document.outputLocation, reason).catch(() => undefined);
      this.#end(id, { state: 'FAILED', planningMillis, reason, error: failure });
    }
  }

  #stop(id: string): void {
    const { state } = this.#document(id);
    if (state !== 'QUEUED' && state !== 'RUNNING') return;
    const waiting = this.#queue.findIndex((each) => each.id === id);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    this.#end(id, { state: 'CANCELLED', reason: 'Query cancelled by user' });
    this.#running.get(id)?.stop.abort(new Error('Query cancelled by user'));
  }

  /** Records how an execution ended, unless it has ended already. */
  #end(id: string, change: Partial<QueryDocument> & Pick<QueryDocument, 'state'>): void {
    const { documents, clock } = this.#ground;
    const document = this.#document(id);
    if (document.completed !== undefined) return;
    documents.set(id, { ...document, ...change, completed: clock.now().getTime() });
  }
}

function refuseMalformed(
  { ClientRequestToken: token, ExecutionParameters }: StartQueryExecutionInput,
  query: string,
): void {
  if (query.length < 1 || query.length > 262_144) {
    throw invalidRequest(
      `1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have length ` +
        (query.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 262144'),
    );
  }
  if (token !== undefined && (token.length < 32 || token.length > 128)) {
    throw invalidRequest(
      `1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length ` +
        (token.length < 32 ? 'greater than or equal to 32' : 'less than or equal to 128'),
    );
  }
  if (ExecutionParameters?.length) {
    throw invalidRequest('The practice account does not run parameterized queries.');
  }
}

/** What a token must come with again, to stand for the same execution. */
function fingerprint({
  QueryString,
  QueryExecutionContext,
  ResultConfiguration,
}: StartQueryExecutionInput): string {
  const compared = [
    QueryString,
    QueryExecutionContext?.Catalog,
    QueryExecutionContext?.Database,
    ResultConfiguration?.OutputLocation,
  ];
  return createHash('sha256').update(JSON.stringify(compared)).digest('hex');
}
