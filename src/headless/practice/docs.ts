import type { Service } from '../../practice/service.ts';

/** Where the document lies in the repository, and how it is made anew. */
export const docsFile = 'docs/practice-account.md';
export const regenerate = 'npm run docs';

/** The document that says what each service of the practice account does and refuses, from the services' own tables. */
export function practiceDocs(services: readonly Service[]): string {
  return `${[introduction, ...services.map(section)].join('\n\n')}\n`;
}

const introduction = `# The practice account

<!-- Made from the services' own tables by \`${regenerate}\`; do not edit. -->

The practice account is a small AWS account on this machine: one process that serves AWS's own protocols on 127.0.0.1 and
really does the work, with its state in one folder. Its account id is 123456789012, its region us-east-1.

- Every request is signed (Signature Version 4) with the key in the folder's \`account.json\`, which only its owner may read.
- Port and key belong to the folder and stay the same across restarts. Should another program have taken the port
  meanwhile, the account moves to a free one, for good, and \`practice.log\` in the folder says so.
- All windows and terminals that use a folder share one process. It ends a minute after the last of them has ended.
- A new account holds the stack \`cmapss-lab\` of the lab's own template (\`infra/lab.yaml\`): buckets, roles, a delivery
  stream, databases, a classifier, crawlers, a job, a workflow and a notebook instance. \`npm run practice -- --reset\` goes
  back to that, with \`--empty\` to nothing.
- What has been acknowledged survives the death of the process (not a power failure: it is written, not synchronised).
- Any operation that is not listed below is refused by name, with \`UnknownOperationException\` (\`InvalidAction\` from
  STS, IAM and CloudFormation, \`NotImplemented\` from S3).
- Permissions are not enforced: whoever has the key may do everything, and a role may be anything that exists or not.`;

function section(service: Service): string {
  const operations = Object.keys(service.operations).sort();
  return [
    `## ${service.title}`,
    `Does ${operations.map((name) => `\`${name}\``).join(', ')}.`,
    ...(service.refuses.length
      ? [
          'It refuses, or does otherwise than AWS:',
          service.refuses.map((sentence) => `- ${sentence}`).join('\n'),
        ]
      : []),
  ].join('\n\n');
}
