import { writeCondition } from '../conditions.ts';
import { checksumHeaders } from '../checksums.ts';
import type { Exchange } from '../exchange.ts';
import { IncomingBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import { putDetails } from '../putHeaders.ts';
import type { S3Operations } from '../s3Service.ts';

/** PutObject. */
export function putOperations(objects: ObjectStore): S3Operations {
  return { PutObject: (exchange) => putObject(exchange, objects) };
}

async function putObject(exchange: Exchange, objects: ObjectStore): Promise<void> {
  const { bucket, key } = exchange;
  objects.keys(bucket);
  const details = putDetails(exchange);
  writeCondition(exchange, objects.head(bucket, key));
  const body = new IncomingBody(exchange);
  const blob = objects.blobs.newName(key);
  const size = await objects.blobs.write(blob, body.content, body.taps);
  try {
    const { md5, checksum } = await body.verify(size);
    // Another request may have written the key while this body came in.
    writeCondition(exchange, objects.head(bucket, key));
    const { etag } = objects.record(bucket, key, blob, size, `"${md5}"`, { ...details, checksum });
    exchange.empty(200, { etag, ...checksumHeaders(checksum) });
  } catch (error) {
    objects.blobs.remove(blob);
    throw error;
  }
}
