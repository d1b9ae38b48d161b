export type SqlTokenKind = 'word' | 'string' | 'quotedName' | 'symbol';

/** A token of a SQL text; space and comments are left out. Offsets count UTF-16 units. */
export interface SqlToken {
  readonly kind: SqlTokenKind;
  /** Of the whole token, quotes included. */
  readonly offset: number;
  readonly length: number;
  /** What stands between the quotes as written, or the whole token when it has none. */
  readonly body: string;
  /** Where the body begins. */
  readonly bodyOffset: number;
}

const passedOver = /[\s\uFEFF]+|--[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const shapes: readonly (readonly [SqlTokenKind, RegExp])[] = [
  // A doubled quote is a quote inside; a missing one runs to the end of the text.
  ['string', /'(?<body>(?:[^']|'')*)'?/y],
  ['quotedName', /"(?<body>(?:[^"]|"")*)"?/y],
  ['quotedName', /`(?<body>(?:[^`]|``)*)`?/y],
  ['word', /(?<body>[\p{L}\p{N}_@$]+)/uy],
  ['symbol', /(?<body>[\s\S])/y],
];

/** The tokens of a SQL text, in order. Never fails: a character of no kind is a symbol. */
export function sqlTokens(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    return expression.exec(text);
  };
  while (at < text.length) {
    const skipped = take(passedOver);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    for (const [kind, shape] of shapes) {
      const found = take(shape);
      if (!found) continue;
      const body = found.groups?.['body'] ?? '';
      const bodyOffset = kind === 'string' || kind === 'quotedName' ? at + 1 : at;
      tokens.push({ kind, offset: at, length: found[0].length, body, bodyOffset });
      at += found[0].length;
      break;
    }
  }
  return tokens;
}

/** Whether the token is this word or symbol, in any case. */
export function isWord(token: SqlToken | undefined, text: string): boolean {
  return (token?.kind === 'word' || token?.kind === 'symbol') && token.body.toUpperCase() === text;
}
