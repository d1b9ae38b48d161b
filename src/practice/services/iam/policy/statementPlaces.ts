/** A place in a text, both from 1. */
export interface Place {
  readonly Line: number;
  readonly Column: number;
}

/** From a statement's opening brace to the one that closes it. */
export interface StatementPlace {
  readonly start: Place;
  readonly end: Place;
}

/** Where the statements stand in a policy that is JSON, in their order. */
export function statementPlaces(text: string): StatementPlace[] {
  const places: StatementPlace[] = [];
  let depth = 0;
  let key = '';
  /** Brackets that are open inside the policy's Statement; 0 for a list, whose objects are the statements. */
  let opened: { readonly at: number; readonly depth: number } | undefined;
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token.startsWith('"')) {
      if (depth === 1 && /^\s*:/.test(text.slice(index + token.length))) key = JSON.parse(token) as string;
    } else if (token === '{' || token === '[') {
      depth += 1;
      if (token === '{' && key === 'Statement' && depth > 1) opened ??= { at: index, depth };
    } else {
      if (opened?.depth === depth) {
        places.push({ start: placeOf(text, opened.at), end: placeOf(text, index + 1) });
        opened = undefined;
      }
      depth -= 1;
    }
  }
  return places;
}

function placeOf(text: string, index: number): Place {
  const lines = text.slice(0, index).split('\n');
  return { Line: lines.length, Column: (lines.at(-1)?.length ?? 0) + 1 };
}
