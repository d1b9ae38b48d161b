import { preflightDocument } from '../../lab/preflight/report/preflightDocument.ts';
import { countFindings } from '../../lab/preflight/report/countsText.ts';
import { preflightText } from '../../lab/preflight/report/preflightText.ts';
import { runPreflight } from '../../lab/preflight/runPreflight.ts';
import { readShippedFiles } from '../../lab/files/shippedFiles.ts';
import type { Subcommand } from './subcommand.ts';

/** `npm run infra -- preflight` */
export const preflight: Subcommand = {
  summary: 'says what would stop the lab in the account, and how to fix it; changes nothing',
  onNewFolder: 'makeNew',
  run: async ({ account, event, options, project, say, print, signal }) => {
    const shipped = await readShippedFiles(project);
    const input = {
      account,
      event,
      files: {
        read: (name: string) => {
          const text = shipped.get(name);
          return text === undefined
            ? Promise.reject(new Error(`The lab has no file ${name}.`))
            : Promise.resolve(text);
        },
      },
    };
    say(`For the event "${event.name}"\n`);
    const results = await runPreflight(input, () => undefined, signal);
    if (options.json) print(preflightDocument(input, results));
    else say(preflightText(results).join('\n'));
    return countFindings(results).problem ? 1 : 0;
  },
};
