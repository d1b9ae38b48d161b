import type { Column } from '@aws-sdk/client-glue';
import { invalidInput } from './glueErrors.ts';

/** Tells whether a partition of these values matches. */
export type PartitionMatch = (values: readonly string[]) => boolean;

/**
 * Reads the Expression of GetPartitions: `=`, `<>`, `!=`, `<`, `<=`, `>`, `>=`, IN, LIKE, BETWEEN, IS NULL, AND, OR,
 * NOT and parentheses, over partition keys, strings and numbers. Values compare by the key's type.
 * Throws InvalidInputException for what cannot be read, unknown keys, and values that are none of the key's type.
 */
export function partitionFilter(expression: string | undefined, keys: readonly Column[]): PartitionMatch {
  if (expression === undefined || expression.trim() === '') return () => true;
  return new Parser(expression, keys).parse();
}

type Literal = string | number | bigint;
const tokenPattern = /\s*(?:('(?:[^']|'')*'|"[^"]*"|`[^`]*`)|(<>|!=|<=|>=|[=<>(),])|([-+]?[\w.]+))/y;
const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
const integers = ['tinyint', 'smallint', 'int', 'integer', 'bigint', 'long'];

class Parser {
  readonly #expression: string;
  readonly #keys: readonly Column[];
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(expression: string, keys: readonly Column[]) {
    this.#expression = expression;
    this.#keys = keys;
    const pattern = new RegExp(tokenPattern);
    const text = expression.trimEnd();
    while (pattern.lastIndex < text.length) {
      const match = pattern.exec(text);
      if (!match) throw this.#unreadable();
      this.#tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
    }
  }

  parse(): PartitionMatch {
    const match = this.#or();
    if (this.#at < this.#tokens.length) throw this.#unreadable();
    return match;
  }

  #or(): PartitionMatch {
    let left = this.#and();
    while (this.#take('or')) {
      const [a, b] = [left, this.#and()];
      left = (values) => a(values) || b(values);
    }
    return left;
  }

  #and(): PartitionMatch {
    let left = this.#not();
    while (this.#take('and')) {
      const [a, b] = [left, this.#not()];
      left = (values) => a(values) && b(values);
    }
    return left;
  }

  #not(): PartitionMatch {
    if (this.#take('not')) {
      const inner = this.#not();
      return (values) => !inner(values);
    }
    if (this.#take('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    return this.#condition();
  }

  #condition(): PartitionMatch {
    const index = this.#key();
    const type = (this.#keys[index]?.Type ?? 'string').toLowerCase();
    const valueOf = (values: readonly string[]): Literal => cast(values[index] ?? '', type);
    const operator = this.#tokens[this.#at] ?? '';
    const compare = comparisons[operator];
    if (compare) {
      this.#at += 1;
      const literal = this.#literal(type);
      return (values) => compare(order(valueOf(values), literal));
    }
    if (this.#take('is')) {
      const not = this.#take('not');
      this.#expect('null');
      return () => not;
    }
    const not = this.#take('not');
    const match = this.#keyword(type, valueOf);
    return not ? (values) => !match(values) : match;
  }

  #keyword(type: string, valueOf: (values: readonly string[]) => Literal): PartitionMatch {
    if (this.#take('in')) {
      this.#expect('(');
      const literals = [this.#literal(type)];
      while (this.#take(',')) literals.push(this.#literal(type));
      this.#expect(')');
      return (values) => literals.some((literal) => order(valueOf(values), literal) === 0);
    }
    if (this.#take('between')) {
      const low = this.#literal(type);
      this.#expect('and');
      const high = this.#literal(type);
      return (values) => order(valueOf(values), low) >= 0 && order(valueOf(values), high) <= 0;
    }
    if (this.#take('like')) {
      if (integers.includes(type)) throw invalidInput("Integral data type doesn't support operation 'LIKE'");
      const pattern = likePattern(String(this.#literal('string')));
      return (values) => pattern.test(String(valueOf(values)));
    }
    throw this.#unreadable();
  }

  #key(): number {
    const name = (this.#tokens[this.#at++] ?? '').replace(/^(["`])(.*)\1$/, '$2');
    if (!/^\w[\w.]*$/.test(name)) throw this.#unreadable();
    const index = this.#keys.findIndex((key) => key.Name?.toLowerCase() === name.toLowerCase());
    if (index < 0) throw invalidInput(`Unknown column '${name}'`);
    return index;
  }

  #literal(type: string): Literal {
    const token = this.#tokens[this.#at++] ?? '';
    const quoted = /^(['"])(.*)\1$/s.exec(token);
    if (!quoted && !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(token)) throw this.#unreadable();
    return cast(quoted ? (quoted[2] ?? '').replaceAll("''", "'") : token, type);
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw this.#unreadable();
  }

  #unreadable() {
    return invalidInput(`Unsupported expression '${this.#expression}'`);
  }
}

/** A value by a key's type: whole numbers as bigint, other numbers as number, everything else (dates too) as text. */
function cast(text: string, type: string): Literal {
  if (integers.includes(type)) {
    if (!/^[-+]?\d+$/.test(text.trim())) throw invalidInput(`"${text}" is not an integer.`);
    return BigInt(text.trim().replace(/^\+/, ''));
  }
  if (/^(decimal|double|float)/.test(type)) {
    if (text.trim() === '' || Number.isNaN(Number(text))) throw invalidInput(`${text} is not a decimal.`);
    return Number(text);
  }
  return text;
}

function order(a: Literal, b: Literal): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function likePattern(like: string): RegExp {
  const source = like
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 's');
}
