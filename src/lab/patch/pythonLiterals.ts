/** A string literal of a Python source. Offsets count UTF-16 units. */
export interface PythonLiteral {
  /** Where the characters between the quotes begin. */
  readonly offset: number;
  /** The characters between the quotes as written, escapes and all. */
  readonly body: string;
  /** An f-string: what stands in braces is computed. */
  readonly formatted: boolean;
  /** Something is joined to its end: another literal, `+`, `%` or a method call. */
  readonly joined: boolean;
  /** A literal that is a statement of its own: a docstring, which names nothing the program uses. */
  readonly documentation: boolean;
}

const space = /[ \t\f]+|\\\r?\n/y;
const comment = /#[^\r\n]*/y;
const newline = /\r\n|\n|\r/y;
const word = /[\p{L}\p{N}_]+/uy;
// A single-quoted literal ends with its line at the latest, so a missing quote spoils one line and not the file.
const shortBody = { "'": /(?:[^'\\\r\n]|\\(?:\r\n|[\s\S]))*/y, '"': /(?:[^"\\\r\n]|\\(?:\r\n|[\s\S]))*/y };
const longBody = {
  "'": /(?:[^'\\]|\\[\s\S]|'{1,2}(?!'))*/y,
  '"': /(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*/y,
};
const prefix = /^(?:[rubft]|[rbft]{2})$/i;

/** The string literals of a Python source, in order. Never fails: what is no Python is passed over. */
export function pythonLiterals(text: string): PythonLiteral[] {
  const literals: PythonLiteral[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let depth = 0;
  let statementBegins = true;
  let lastWord = '';
  const take = (expression: RegExp): string => {
    expression.lastIndex = at;
    const found = expression.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  while (at < text.length) {
    if (take(space) || take(comment)) {
      lastWord = '';
      continue;
    }
    if (take(newline)) {
      statementBegins ||= depth === 0;
      lastWord = '';
      continue;
    }
    const quote = text[at];
    if (quote === "'" || quote === '"') {
      const standsAlone = statementBegins;
      const long = text.startsWith(quote.repeat(3), at);
      at += long ? 3 : 1;
      const offset = at;
      const body = take((long ? longBody : shortBody)[quote]);
      if (text.startsWith(quote, at)) at += long ? 3 : 1;
      literals.push({
        offset,
        body,
        formatted: /f/i.test(lastWord),
        joined: follows(join, text, at),
        documentation: standsAlone && depth === 0 && follows(statementEnd, text, at),
      });
      statementBegins = false;
      lastWord = '';
      continue;
    }
    const begins = statementBegins;
    lastWord = take(word);
    if (lastWord) {
      // The prefix of a literal belongs to it: r"""…""" is documentation too.
      const next = text[at];
      const isPrefix = prefix.test(lastWord) && (next === "'" || next === '"');
      if (!isPrefix) lastWord = '';
      statementBegins = begins && isPrefix;
      continue;
    }
    const symbol = text[at] ?? '';
    if ('([{'.includes(symbol)) depth += 1;
    if (')]}'.includes(symbol)) depth = Math.max(0, depth - 1);
    statementBegins = symbol === ';' || (symbol === ':' && depth === 0);
    at += 1;
  }
  return literals;
}

const statementEnd = /[ \t\f]*(?:[#;\r\n]|$)/y;
const join = /(?:\s|\\\r?\n)*(?:[+%.'"]|[rbuf]{1,2}['"])/iy;

function follows(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}
