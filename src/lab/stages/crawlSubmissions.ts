import { matchesPattern } from '../event/patterns.ts';
import type { Table } from '../ports/catalog.ts';
import { notDone, type Stage } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';
import { foldersWithObjects, uncrawledFolders } from '../tables/partitionFolders.ts';
import { runCrawler } from '../tables/runCrawler.ts';

/** The file's name, the 26 fields of a line, and the two empty ones behind its two trailing spaces. */
const columns = 29;

/** Lets the first crawler make a table of the published lines. */
export const crawlSubmissions: Stage<'crawlSubmissions'> = {
  id: 'crawlSubmissions',
  title: 'Run Submissions Crawler',
  needs: ['publish'],
  check: async ({ account, event }, signal) => {
    const names = await requireResources(account, event, signal);
    const { catalog, streams } = account.ports;
    const tables = await catalog.tables(names.submissionsDatabase, signal);
    const found = tables.filter(({ name }) => matchesPattern(event.patterns.submissionsTable, name));
    const [table] = found;
    const start = `Start the crawler ${names.submissionsCrawler}.`;
    if (!table) {
      return notDone(
        `The database ${names.submissionsDatabase} has no table called ${event.patterns.submissionsTable.join(' or ')} yet.`,
        start,
      );
    }
    const misread = misreadColumns(table);
    if (misread) {
      return notDone(
        misread,
        `Check that the crawler ${names.submissionsCrawler} uses the classifier ${event.patterns.classifier.join(' or ')} (delimiter: a space), delete the table, and start the crawler again: it does not read again what it knows.`,
      );
    }
    const stream = await streams.describe(names.deliveryStream, signal);
    const folders = await foldersWithObjects(account, stream.bucket, stream.prefix, signal);
    const uncrawled = await uncrawledFolders(account, table, folders, signal);
    if (!folders.length || uncrawled.length) {
      return notDone(
        folders.length
          ? `The table ${table.name} lacks ${uncrawled.length} of the ${folders.length} hours that lines arrived in.`
          : `The table ${table.name} is there, but no lines are.`,
        start,
      );
    }
    return {
      done: true,
      facts: { table: table.name, columns: table.columns.length, partitions: folders.length },
    };
  },
  run: async (context, onProgress, signal) => {
    const { account, event } = context;
    const { submissionsCrawler } = await requireResources(account, event, signal);
    const isDone = async (): Promise<boolean> => (await crawlSubmissions.check(context, signal)).done;
    await runCrawler(account, submissionsCrawler, isDone, onProgress, signal);
  },
  reset: async ({ account, event }, onProgress, signal) => {
    const { submissionsDatabase } = await requireResources(account, event, signal);
    const { catalog } = account.ports;
    for (const { name } of await catalog.tables(submissionsDatabase, signal)) {
      if (!matchesPattern(event.patterns.submissionsTable, name)) continue;
      onProgress({ kind: 'step', text: `Dropping the table ${name}` });
      await catalog.dropTable(submissionsDatabase, name);
    }
  },
};

function misreadColumns(table: Table): string | undefined {
  if (table.columns.length === columns) return undefined;
  return `The table ${table.name} has ${table.columns.length} columns instead of ${columns} (${columns === table.columns.length + 2 ? 'the two empty ones at the end are missing' : 'the lines were not split at spaces'}).`;
}
