import { tableNameOf } from '../event/patterns.ts';
import { notDone, type Stage } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';
import { foldersWithObjects, uncrawledFolders } from '../tables/partitionFolders.ts';
import { runCrawler } from '../tables/runCrawler.ts';

/** Lets the second crawler make a table of the Parquet files that the job wrote. */
export const crawlCurated: Stage<'crawlCurated'> = {
  id: 'crawlCurated',
  title: 'Run Curated Crawler',
  needs: ['runEtl'],
  check: async ({ account, event }, signal) => {
    const names = await requireResources(account, event, signal);
    const wanted = tableNameOf(names.curatedBucket);
    const table = await account.ports.catalog.table(names.curatedDatabase, wanted, signal);
    const start = `Start the crawler ${names.curatedCrawler}.`;
    if (!table) {
      return notDone(`The database ${names.curatedDatabase} has no table called ${wanted} yet.`, start);
    }
    const keys = table.partitionKeys.map(({ name }) => name);
    if (keys.join() !== 'year,month,day,hour') {
      return notDone(
        `The table ${wanted} is partitioned by ${keys.join(', ') || 'nothing'} instead of year, month, day and hour.`,
        'Delete the table, and start the crawler again when the bucket holds the files of the job only.',
      );
    }
    const folders = await foldersWithObjects(account, names.curatedBucket, '', signal);
    const data = folders.filter((folder) => folder.includes('/year='));
    const uncrawled = await uncrawledFolders(account, table, data, signal);
    if (!data.length || uncrawled.length) {
      return notDone(
        data.length
          ? `The table ${wanted} lacks ${uncrawled.length} of the ${data.length} partitions in the bucket.`
          : `The bucket ${names.curatedBucket} holds no Parquet files yet.`,
        start,
      );
    }
    return {
      done: true,
      facts: { table: wanted, columns: table.columns.length, partitions: data.length },
    };
  },
  run: async (context, onProgress, signal) => {
    const { account, event } = context;
    const { curatedCrawler } = await requireResources(account, event, signal);
    const isDone = async (): Promise<boolean> => (await crawlCurated.check(context, signal)).done;
    await runCrawler(account, curatedCrawler, isDone, onProgress, signal);
  },
  reset: async ({ account, event }, onProgress, signal) => {
    const { curatedDatabase, curatedBucket } = await requireResources(account, event, signal);
    const table = tableNameOf(curatedBucket);
    onProgress({ kind: 'step', text: `Dropping the table ${table}` });
    await account.ports.catalog.dropTable(curatedDatabase, table);
  },
};
