import { position, SqlSyntaxError, tokenize, type Token } from './tokens.ts';
import type { TableName } from './statement.ts';

/** Reads a statement's tokens from the left, one step a call; what does not fit is a SqlSyntaxError. */
export class TokenReader {
  readonly sql: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(sql: string) {
    this.sql = sql;
    this.#tokens = tokenize(sql);
    while (this.#tokens.at(-1)?.text === ';') this.#tokens = this.#tokens.slice(0, -1);
  }

  get next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  /** The word `ahead` tokens from here, in upper case; empty when there is none. */
  word(ahead = 0): string {
    const token = this.#tokens[this.#at + ahead];
    return token?.kind === 'word' ? token.text.toUpperCase() : '';
  }

  /** Steps over these words when they come next, all of them. */
  accept(...words: string[]): boolean {
    if (!words.every((word, index) => this.word(index) === word)) return false;
    this.#at += words.length;
    return true;
  }

  expect(...words: string[]): void {
    for (const word of words) {
      if (!this.accept(word)) throw this.mismatch(`'${word}'`);
    }
  }

  acceptSymbol(symbol: string): boolean {
    if (this.next?.kind !== 'symbol' || this.next.text !== symbol) return false;
    this.#at += 1;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.acceptSymbol(symbol)) throw this.mismatch(`'${symbol}'`);
  }

  take(): Token {
    const token = this.next;
    if (!token) throw this.mismatch('<identifier>');
    this.#at += 1;
    return token;
  }

  identifier(): string {
    const token = this.next;
    if (token?.kind !== 'word' && token?.kind !== 'name') throw this.mismatch('<identifier>');
    this.#at += 1;
    return token.text.toLowerCase();
  }

  /** A text in single quotes; Hive's DDL takes double ones for texts as well. */
  text(): string {
    const token = this.next;
    if (token?.kind !== 'string' && token?.kind !== 'name') throw this.mismatch('<string>');
    this.#at += 1;
    return token.text;
  }

  /** `t`, `db.t` or `catalog.db.t`; in backticks also as one name, which is how SHOW CREATE TABLE writes it. */
  tableName(): TableName {
    const start = this.next?.start ?? this.sql.length;
    const at = position(this.sql, start);
    const first = this.identifier();
    const parts = this.sql.charAt(start) === '`' ? first.split('.') : [first];
    while (this.acceptSymbol('.')) parts.push(this.identifier());
    const name = parts.at(-1) ?? '';
    const database = parts.at(-2);
    if (parts.length > 3) throw new SqlSyntaxError(`Invalid table name ${parts.join('.')}`);
    return { ...(database === undefined ? {} : { database }), name, at };
  }

  /** `a, b, c` in parentheses. */
  list<T>(item: () => T): T[] {
    this.expectSymbol('(');
    const items = [item()];
    while (this.acceptSymbol(',')) items.push(item());
    this.expectSymbol(')');
    return items;
  }

  /** The statement's text with everything before the next token blanked, so that places stay what they are. */
  rest(): string {
    const start = this.next?.start ?? this.sql.length;
    const end = this.#tokens.at(-1)?.end ?? this.sql.length;
    return this.sql.slice(0, start).replace(/[^\n]/g, ' ') + this.sql.slice(start, end);
  }

  end(): void {
    if (this.next) throw this.mismatch('<EOF>');
  }

  /** The error for what stands here, naming what could. */
  mismatch(expected: string): SqlSyntaxError {
    const at = position(this.sql, this.next?.start ?? this.sql.trimEnd().length);
    const found = this.next ? this.sql.slice(this.next.start, this.next.end) : '<EOF>';
    return new SqlSyntaxError(
      `${at}: mismatched input '${found.replaceAll("'", "''")}'. Expecting: ${expected}`,
    );
  }
}
