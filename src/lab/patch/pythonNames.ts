import { createNameTeller, type LabName, type LabNames, type NameUse } from './labNames.ts';
import { pythonLiterals, type PythonLiteral } from './pythonLiterals.ts';
import { bucketsInUris } from './s3Uris.ts';
import { sqlTokens } from './sqlTokens.ts';

/**
 * Where a Python source names resources of the lab: buckets in S3 URIs or alone in a literal, databases and tables
 * alone, joined by a dot, or in a query. Comments and docstrings name nothing.
 */
export function pythonNames(text: string, names: LabNames): NameUse[] {
  const teller = createNameTeller(names);
  const use = (offset: number, found: string, name: LabName | undefined): NameUse[] =>
    name ? [{ offset, length: found.length, name, found, wanted: teller.wanted(name) }] : [];

  return pythonLiterals(text)
    .filter(({ documentation }) => !documentation)
    .flatMap((literal) => {
      const { offset, body } = literal;
      const inUris = bucketsInUris(body, offset, teller).filter(({ found }) => !isComputed(found, literal));
      if (inUris.length > 0) return inUris;
      if (/^[\w-]+$/.test(body)) return use(offset, body, teller.wholeName(body));
      const isName = /^[\w-]+\.[\w-]+$/.test(body);
      if (!isName && !/\b(?:from|join|into|table)\b/i.test(body)) return [];
      return sqlTokens(body)
        .filter(({ kind }) => kind === 'word' || kind === 'quotedName')
        .flatMap((token) => use(offset + token.bodyOffset, token.body, teller.catalogName(token.body)));
    });
}

/** Whether the program fills in part of the name: then it is not one to replace. */
function isComputed(found: string, { body, formatted, joined }: PythonLiteral): boolean {
  const isStart = joined && /[-_.]$/.test(found) && body.endsWith(found);
  return isStart || found.includes('%') || found.includes('{}') || (formatted && found.includes('{'));
}
