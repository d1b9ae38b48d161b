import assert from 'node:assert/strict';
import { graphLayout } from '../../../../src/lab/pictures/graphLayout.ts';

const nodes = (ids: string) =>
  Array.from(ids, (id) => ({ id, name: id, kind: '', state: 'done' as const, stand: '', error: '' }));
const arrows = (...pairs: string[]) => pairs.map((pair) => ({ from: pair[0]!, to: pair[1]! }));
const placesOf = (ids: string, ...pairs: string[]) => {
  const { places, rows, columns } = graphLayout({ nodes: nodes(ids), arrows: arrows(...pairs) });
  return {
    places: Object.fromEntries([...places].map(([id, { row, column }]) => [id, [row, column]])),
    rows,
    columns,
  };
};

describe('the places of a graph', () => {
  it('go down a chain, whatever the order of its nodes', () => {
    assert.deepEqual(placesOf('cab', 'ab', 'bc'), {
      places: { c: [2, 0], a: [0, 0], b: [1, 0] },
      rows: 3,
      columns: 1,
    });
  });

  it('stand side by side where one leads to several, and below the longest way where several lead to one', () => {
    assert.deepEqual(placesOf('abcd', 'ab', 'ac', 'bd', 'cd', 'ad'), {
      places: { a: [0, 0], b: [1, 0], c: [1, 1], d: [2, 0] },
      rows: 3,
      columns: 2,
    });
  });

  it('come to an end in a circle, and are none without nodes', () => {
    const { places } = placesOf('ab', 'ab', 'ba');
    assert.equal(Object.keys(places).length, 2);
    assert.deepEqual(placesOf(''), { places: {}, rows: 0, columns: 0 });
  });
});
