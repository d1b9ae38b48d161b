import { AwsError } from '../../awsError.ts';

interface Term {
  readonly kind: 'all' | 'any' | 'none';
  readonly text: string;
}

/**
 * A filter pattern of unstructured events as a test of messages: `term` and `"a phrase"` must all be there, of `-term`
 * none; of `?term` at least one, unless terms of another kind stand beside it, when it is ignored; case counts. Throws InvalidParameterException for JSON (`{…}`), space-delimited (`[…]`)
 * and regular-expression (`%…%`) patterns and for what is not a pattern.
 * Source: "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail".
 */
export function messageFilter(pattern: string): (message: string) => boolean {
  const terms = termsOf(pattern.trim());
  const texts = (kind: Term['kind']) => terms.filter((term) => term.kind === kind).map(({ text }) => text);
  const [all, none] = [texts('all'), texts('none')];
  const any = all.length || none.length ? [] : texts('any');
  return (message) =>
    all.every((text) => message.includes(text)) &&
    !none.some((text) => message.includes(text)) &&
    (!any.length || any.some((text) => message.includes(text)));
}

function termsOf(pattern: string): Term[] {
  if (/^[{[%]/.test(pattern)) {
    throw new AwsError(
      'InvalidParameterException',
      'The practice account does not do JSON, space-delimited or regular-expression filter patterns.',
    );
  }
  const terms: Term[] = [];
  const token = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;
  while (token.lastIndex < pattern.length) {
    const match = token.exec(pattern);
    if (!match) throw new AwsError('InvalidParameterException', 'Invalid filter pattern');
    const [, sign, phrase, word = ''] = match;
    if (phrase === undefined && /[^\w.:/@-]/.test(word)) {
      throw new AwsError('InvalidParameterException', `Invalid character(s) in term '${word}'`);
    }
    terms.push({
      kind: sign === '?' ? 'any' : sign === '-' ? 'none' : 'all',
      text: phrase?.replace(/\\(.)/g, '$1') ?? word,
    });
  }
  return terms;
}
