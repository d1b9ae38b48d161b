import { AthenaClient, GetQueryExecutionCommand, paginateListQueryExecutions } from '@aws-sdk/client-athena';
import { GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import type { ClientSettings } from '../../src/accounts/clientVariables.ts';

/** Seconds that the account's services say they took for the lab's ETL job and its CTAS; NaN for one that did not run. */
export async function serviceTimes(settings: ClientSettings): Promise<{ etl: number; ctas: number }> {
  return { etl: await jobRunSeconds(settings), ctas: await ctasSeconds(settings) };
}

async function jobRunSeconds(settings: ClientSettings): Promise<number> {
  const client = new GlueClient({ ...settings, credentials: { ...settings.credentials } });
  const { JobRuns = [] } = await client.send(new GetJobRunsCommand({ JobName: 'calc_rul' }));
  client.destroy();
  const run = JobRuns[0];
  return ((run?.CompletedOn?.getTime() ?? NaN) - (run?.StartedOn?.getTime() ?? NaN)) / 1000;
}

async function ctasSeconds(settings: ClientSettings): Promise<number> {
  const client = new AthenaClient({ ...settings, credentials: { ...settings.credentials } });
  try {
    for await (const page of paginateListQueryExecutions({ client }, {})) {
      for (const QueryExecutionId of page.QueryExecutionIds ?? []) {
        const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
        if (QueryExecution?.SubstatementType !== 'CREATE_TABLE_AS_SELECT') continue;
        return (QueryExecution.Statistics?.EngineExecutionTimeInMillis ?? NaN) / 1000;
      }
    }
    return NaN;
  } finally {
    client.destroy();
  }
}
