import type { NameTeller, NameUse } from './labNames.ts';

// The bucket ends at a slash or at what no name or placeholder has in it. What stands in brackets is a placeholder.
const uri =
  /\b(?:s3[an]?:\/\/|arn:aws[a-z-]*:s3:::)(?<bucket>(?:<[^<>\r\n]*>|\$?\{[^{}\r\n]*\}|\[[^[\]\r\n]*\]|\([^()\r\n]*\)|[^\s/'"`\\,;:()[\]{}<>?#|])+)/gi;

/** The lab's buckets in the S3 URIs and ARNs of a literal that begins at `offset`. */
export function bucketsInUris(body: string, offset: number, teller: NameTeller): NameUse[] {
  return [...body.matchAll(uri)].flatMap((match) => {
    const found = match.groups?.['bucket'] ?? '';
    const name = teller.bucket(found);
    if (!name) return [];
    const place = offset + match.index + match[0].length - found.length;
    return [{ offset: place, length: found.length, name, found, wanted: teller.wanted(name) }];
  });
}
