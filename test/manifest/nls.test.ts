import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, unknown>;

describe('package.nls.json', () => {
  it('has exactly the texts that package.json asks for', () => {
    assert.deepEqual([...new Set(askedFor(manifest))].sort(), Object.keys(texts).sort());
  });

  it('has no empty text', () => {
    for (const [key, text] of Object.entries(texts)) assert.match(String(text), /\S/, key);
  });
});

/** The keys in all strings of the form `%key%`, which VS Code replaces by their text. */
function askedFor(value: unknown): string[] {
  if (typeof value === 'string') return /^%(.+)%$/.exec(value)?.slice(1) ?? [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(askedFor) : [];
}
