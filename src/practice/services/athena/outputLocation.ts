import type { ResultConfiguration } from '@aws-sdk/client-athena';
import type { Statement } from '../../engines/sql/statement.ts';
import { parseS3Uri } from '../s3/objects.ts';
import { invalidRequest } from './invalidRequest.ts';
import { twoPlaces, type WorkGroupDocument } from './workGroups.ts';

/**
 * Where results go, as an S3 URI that ends in `/`; throws InvalidRequestException when nobody said where, or Athena is to keep
 * them itself.
 */
export function resultFolderOf(group: WorkGroupDocument, given: ResultConfiguration | undefined): string {
  const asked = given?.OutputLocation === '' ? undefined : given?.OutputLocation;
  if (group.managed) {
    if (asked !== undefined) throw twoPlaces();
    throw invalidRequest(
      `The practice account keeps no managed query results, as workgroup ${group.name} asks: choose a bucket for its results.`,
    );
  }
  const location = group.enforced ? (group.outputLocation ?? asked) : (asked ?? group.outputLocation);
  if (location === undefined) {
    throw invalidRequest(
      'No output location provided. An output location is required either through the Workgroup result configuration ' +
        'setting or as an API input.',
    );
  }
  if (!parseS3Uri(location)) throw invalidRequest('outputLocation is not a valid S3 path.');
  return location.endsWith('/') ? location : `${location}/`;
}

/** The result file's URI: its ending tells the kind of statement. */
export function outputLocationOf(folder: string, id: string, kind: Statement['kind']): string {
  switch (kind) {
    case 'select':
      return `${folder}${id}.csv`;
    case 'insert':
      return `${folder}${id}`;
    case 'createTableAs':
      return `${folder}tables/${id}`;
    default:
      return `${folder}${id}.txt`;
  }
}
