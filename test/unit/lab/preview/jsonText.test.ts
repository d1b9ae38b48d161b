import assert from 'node:assert/strict';
import { jsonText } from '../../../../src/lab/preview/jsonText.ts';

describe('JSON set out in lines', () => {
  it('is what JSON.stringify makes of the same document', () => {
    const document = { a: [1, [], {}, [{ b: 'x, {y}: "z"\n\\' }]], ' ': { c: null, d: true }, e: -1.5e21 };
    for (const indent of [0, 2, 7]) {
      const text = JSON.stringify(document, undefined, indent);
      assert.equal(jsonText(text), `${JSON.stringify(document, undefined, 2)}\n`);
    }
  });

  it('keeps digits that a number of JavaScript cannot hold, and names that occur twice', () => {
    assert.equal(
      jsonText('{"id":12345678901234567890,"id":1.0}'),
      '{\n  "id": 12345678901234567890,\n  "id": 1.0\n}\n',
    );
  });

  it('is not made of anything else', () => {
    for (const text of ['', 'text', '{"a":1}\n{"a":2}', '{a:1}', '[1,]'])
      assert.equal(jsonText(text), undefined);
  });
});
