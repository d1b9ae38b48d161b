import { AwsError } from '../../awsError.ts';
import { noSuchKey, notImplemented, type Exchange } from './exchange.ts';
import type { StoredObject } from './objects.ts';

/** Names of the four conditional headers; a copy's source has them under names of its own. */
const sourcePrefix = 'x-amz-copy-source-';

/**
 * Holds an object against the conditions of a request that reads it. Returns `notModified` where the client has it
 * already; throws PreconditionFailed. An ETag decides over a time (RFC 9110, 13.2.2).
 */
export function readCondition(exchange: Exchange, object: StoredObject): 'send' | 'notModified' {
  const { match, unmodifiedSince, noneMatch, modifiedSince } = conditions(exchange, '');
  if (match === undefined ? isBefore(unmodifiedSince, object) : !matchesEtag(match, object)) {
    throw preconditionFailed(match === undefined ? 'If-Unmodified-Since' : 'If-Match');
  }
  if (noneMatch !== undefined) return matchesEtag(noneMatch, object) ? 'notModified' : 'send';
  return modifiedSince !== undefined && !isBefore(modifiedSince, object) ? 'notModified' : 'send';
}

/** The same for the source of a copy; whatever does not hold is PreconditionFailed. */
export function copyCondition(exchange: Exchange, source: StoredObject): void {
  const { match, unmodifiedSince, noneMatch, modifiedSince } = conditions(exchange, sourcePrefix);
  if (match === undefined ? isBefore(unmodifiedSince, source) : !matchesEtag(match, source)) {
    throw preconditionFailed(`${sourcePrefix}${match === undefined ? 'if-unmodified-since' : 'if-match'}`);
  }
  const unchanged = modifiedSince !== undefined && !isBefore(modifiedSince, source);
  if (noneMatch === undefined ? unchanged : matchesEtag(noneMatch, source)) {
    throw preconditionFailed(
      `${sourcePrefix}${noneMatch === undefined ? 'if-modified-since' : 'if-none-match'}`,
    );
  }
}

/** Holds what a key has now against the conditions of a request that writes it. To be asked again when the body is in. */
export function writeCondition(exchange: Exchange, before: StoredObject | undefined): void {
  const match = exchange.header('if-match');
  const noneMatch = exchange.header('if-none-match');
  if (noneMatch !== undefined && noneMatch.trim() !== '*') throw notImplemented('If-None-Match with an ETag');
  if (noneMatch !== undefined && before) throw preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (!before) throw noSuchKey(exchange.key);
  if (!matchesEtag(match, before)) throw preconditionFailed('If-Match');
}

function conditions(exchange: Exchange, prefix: string) {
  return {
    match: exchange.header(`${prefix}if-match`),
    noneMatch: exchange.header(`${prefix}if-none-match`),
    modifiedSince: timeOf(exchange.header(`${prefix}if-modified-since`)),
    unmodifiedSince: timeOf(exchange.header(`${prefix}if-unmodified-since`)),
  };
}

/** Whether a list of ETags, quoted or not, or `*`, names the object's. */
export function matchesEtag(etags: string, object: StoredObject): boolean {
  const bare = (etag: string) => etag.trim().replace(/^W\//, '').replaceAll('"', '');
  return etags.split(',').some((etag) => bare(etag) === '*' || bare(etag) === bare(object.etag));
}

/** Whether the object changed after a time, in the whole seconds that HTTP dates have. */
function isBefore(time: number | undefined, object: StoredObject): boolean {
  return time !== undefined && time < Math.floor(object.lastModified / 1000) * 1000;
}

/** A date that cannot be read is no condition. */
function timeOf(header: string | undefined): number | undefined {
  const time = header === undefined ? NaN : Date.parse(header);
  return Number.isNaN(time) ? undefined : time;
}

/** S3's answer where a condition of the request does not hold. */
export function preconditionFailed(condition: string): AwsError {
  return new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    status: 412,
    members: { Condition: condition },
  });
}
