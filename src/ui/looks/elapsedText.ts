/**
 * How long something took or has been going on, in whole units that do not jump about while they count: `12 s`,
 * `1 min 05 s`, `1 h 02 min`; below one second `0.4 s`.
 */
export function elapsedText(ms: number): string {
  if (ms < 1000) return `${(Math.floor(Math.max(0, ms) / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** How old something is that changes no more, in whole minutes: what shows it is drawn anew each minute. */
export function ageText(ms: number): string {
  return ms < 3_600_000 ? `${Math.floor(Math.max(0, ms) / 60_000)} min` : elapsedText(ms);
}
