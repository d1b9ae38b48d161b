import type { LabEvent } from '../../event.ts';
import type { StageId } from '../../facts.ts';
import { matchesPattern } from '../../event/patterns.ts';
import type { Crawler } from '../../ports/crawlers.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** The crawlers look where the data will be, write to the lab's databases, and split lines at spaces. */
export const crawlers: PreflightCheck = {
  title: 'Crawlers and classifier',
  stage: 'crawlSubmissions',
  run: async (context) => [...(await submissions(context)), ...(await curated(context))],
};

async function submissions(context: PreflightContext): Promise<Finding[]> {
  const { known } = context;
  const crawler = await known.crawler('submissionsCrawler');
  const { bucket, prefix } = await known.stream();
  const stage = 'crawlSubmissions';
  return [
    ...database(crawler, await known.name('submissionsDatabase'), stage),
    ...target(crawler, `s3://${bucket}/${prefix}`, stage),
    ...(await classifier(context, crawler)),
  ];
}

async function curated({ known }: PreflightContext): Promise<Finding[]> {
  const crawler = await known.crawler('curatedCrawler');
  const stage = 'crawlCurated';
  return [
    ...database(crawler, await known.name('curatedDatabase'), stage),
    ...target(crawler, `s3://${await known.name('curatedBucket')}`, stage),
  ];
}

function database({ name, database: found }: Crawler, wanted: string, stage: StageId): Finding[] {
  if (found === wanted) return [];
  return [
    {
      level: 'problem',
      what: `The crawler ${name} writes its tables to the database ${found || '(none)'}, not to ${wanted}.`,
      why: 'The stages behind it look for the table in that database.',
      stage,
      fix: `Set the database of the crawler to ${wanted}.`,
    },
  ];
}

const withoutSlash = (uri: string): string => uri.replace(/\/+$/, '');

function target({ name, targets }: Crawler, wanted: string, stage: StageId): Finding[] {
  const [only, ...more] = targets;
  if (only !== undefined && !more.length && withoutSlash(only) === withoutSlash(wanted)) return [];
  return [
    {
      level: 'problem',
      what: `The crawler ${name} looks at ${targets.join(', ') || 'nothing'} instead of ${withoutSlash(wanted)}.`,
      why: 'A crawler names its table after the folder or bucket that it looks at; of others it makes tables that no stage reads.',
      stage,
      fix: `Set the only target of the crawler to ${withoutSlash(wanted)}.`,
    },
  ];
}

async function classifier(
  { account, event, signal }: PreflightContext,
  crawler: Crawler,
): Promise<Finding[]> {
  const wanted = event.patterns.classifier.join(' or ');
  const name = crawler.classifiers.find((each) => matchesPattern(event.patterns.classifier, each));
  if (name === undefined) {
    return [
      misread(
        event,
        `The crawler ${crawler.name} does not use the classifier ${wanted}${crawler.classifiers.length ? ` (it uses ${crawler.classifiers.join(', ')})` : ''}.`,
        `Add the classifier ${wanted} to the crawler ${crawler.name}.`,
      ),
    ];
  }
  const found = await account.ports.crawlers.classifier(name, signal);
  if (!found) {
    return [
      misread(
        event,
        `There is no CSV classifier called ${name}.`,
        `Make a CSV classifier ${name}: delimiter a space, no header.`,
      ),
    ];
  }
  const problems = [
    ...(found.delimiter === ' ' ? [] : [`splits lines at "${found.delimiter}" instead of a space`]),
    ...(found.header === 'ABSENT' && !found.columns.length
      ? []
      : ['expects a heading, or names columns itself']),
  ];
  if (!problems.length) return [];
  return [
    misread(
      event,
      `The classifier ${name} ${problems.join(', and ')}.`,
      `Set the classifier ${name} to the delimiter " " and no heading. A crawler does not read again what it knows: delete its table afterwards.`,
    ),
  ];
}

function misread({ patterns }: LabEvent, what: string, fix: string): Finding {
  return {
    level: 'problem',
    what,
    why: `Glue's own classifiers do not split at spaces, and the job reads ${patterns.submissionsTable.join(' or ')} by the columns col0 to col26.`,
    stage: 'crawlSubmissions',
    fix,
  };
}
