/** A number of bytes: `1 byte`, `512 bytes`, `12.3 KiB`, `1.0 MiB`. */
export function byteCount(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  let [value, unit] = [bytes / 1024, 0];
  // What would be written as 1024.0 is 1.0 of the next unit.
  while (value >= 1023.95 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value.toFixed(1)} ${units[unit] ?? ''}`;
}

const units = ['KiB', 'MiB', 'GiB', 'TiB'];
