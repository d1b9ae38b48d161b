import { writeFileSync } from 'node:fs';
import { docsFile, practiceDocs } from './practice/docs.ts';
import { servicesOfNewAccount } from './practice/newAccount.ts';

// `npm run docs`: writes docs/practice-account.md anew.
writeFileSync(docsFile, practiceDocs(await servicesOfNewAccount('dist')));
process.stdout.write(`${docsFile} is written.\n`);
