import { practiceStore } from '../../accounts/practiceStore.ts';
import { subcommands } from './subcommands.ts';

const names = Object.keys(subcommands);
const width = Math.max(...names.map(({ length }) => length));

/** How `npm run infra` is used. */
export const usage = `Usage: npm run infra -- ${names.join('|')} [options]

Makes, checks and takes down what the lab needs in an account: the CloudFormation template infra/lab.yaml.

${Object.entries(subcommands)
  .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  .join('\n')}

  --account practice|aws  where (default: practice)
  --profile NAME          on AWS: the profile with the credentials
  --region NAME           on AWS: the region (default: the event's)
  --stack-name NAME       what the stack is called (default: the event's, or cmapss-lab)
  --store DIR             the practice account's folder (default: ${practiceStore()})
  --event FILE            the event's configuration, JSON
  --pace N                the practice account's waits take N times as long as AWS's (default: 0)
  --json                  prints one JSON document instead of text

  deploy:
  --editor NAME           an editor for attendees: none, code-server (on EC2, through Session Manager), or cloud9 (default: none)
  --notebook yes|no       whether to make a SageMaker notebook instance (default: yes)
  --budget-email ADDRESS  warns there before the account's month costs more than the budget
  --budget N              the budget in US dollars (default: 20)
  --vsix FILE             the extension's package: code-server installs it
                          (what is left out stays as it was when the stack is there already)

  teardown:
  --yes                   does not ask
  --retain NAME,…         resources that may stay when CloudFormation cannot delete them

  --help                  prints this
`;
