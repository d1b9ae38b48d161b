/** MySQL's letters in the formats of `date_format` and `date_parse` that mean something else, or nothing, to DuckDB. */
const letters: Readonly<Record<string, string>> = {
  c: '%-m',
  e: '%-d',
  h: '%I',
  i: '%M',
  k: '%-H',
  l: '%-I',
  M: '%B',
  r: '%I:%M:%S %p',
  s: '%S',
  T: '%H:%M:%S',
  v: '%V',
  W: '%A',
  x: '%G',
};

/** A format of MySQL's as DuckDB's `strftime` and `strptime` read it. */
export function dateFormat(mysql: string): string {
  return mysql.replace(/%(.)/gs, (whole, letter: string) => letters[letter] ?? whole);
}
