const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size as people read it, in powers of a thousand: `512 bytes`, `12.3 MB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? ''}`;
}
