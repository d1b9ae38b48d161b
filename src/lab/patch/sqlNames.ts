import { readCtas } from './ctas.ts';
import { createNameTeller, type LabName, type LabNames, type NameUse } from './labNames.ts';
import { bucketsInUris } from './s3Uris.ts';
import { sqlTokens } from './sqlTokens.ts';

/**
 * Where a SQL text names resources of the lab: buckets in the S3 URIs of strings, databases and tables as names, with
 * or without quotes. The location of a CTAS that can be no bucket's is a placeholder for the published bucket.
 */
export function sqlNames(text: string, names: LabNames): NameUse[] {
  const teller = createNameTeller(names);
  const use = (offset: number, found: string, name: LabName): NameUse => ({
    offset,
    length: found.length,
    name,
    found,
    wanted: teller.wanted(name),
  });
  const uses = sqlTokens(text).flatMap(({ kind, body, bodyOffset }): NameUse[] => {
    if (kind === 'symbol') return [];
    if (kind === 'string') return bucketsInUris(body, bodyOffset, teller);
    const name = teller.catalogName(body);
    return name ? [use(bodyOffset, body, name)] : [];
  });
  const location = readCtas(text)?.externalLocation;
  const bucket = /^s3:\/\/(?<bucket>[^/]*)/.exec(location?.value ?? '')?.groups?.['bucket'];
  if (location && bucket !== undefined && !isBucketName(bucket)) {
    const offset = location.offset + 's3://'.length;
    if (!uses.some((known) => known.offset === offset)) uses.push(use(offset, bucket, 'publishedBucket'));
  }
  return uses.sort((a, b) => a.offset - b.offset);
}

const isBucketName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
