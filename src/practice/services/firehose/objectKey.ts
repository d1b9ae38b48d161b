import type { Delivery } from './deliveryStream.ts';

/**
 * The key of an object that Firehose writes: prefix, `YYYY/MM/dd/HH/` in UTC, then stream, version, time and a random
 * id. The time is that of the object's oldest record (epoch milliseconds).
 * Source: "Amazon S3 object name format" in Firehose's developer guide.
 */
export function objectKey({ stream, version, destination }: Delivery, oldest: number, id: string): string {
  const [date = '', time = ''] = new Date(oldest).toISOString().slice(0, 19).split('T');
  const folder = `${date.replaceAll('-', '/')}/${time.slice(0, 2)}/`;
  const name = `${stream}-${version}-${date}-${time.replaceAll(':', '-')}-${id}`;
  return destination.prefix + folder + name + (destination.compression === 'GZIP' ? '.gz' : '');
}
