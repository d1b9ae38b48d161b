import assert from 'node:assert/strict';
import { createInbox } from '../../../../src/lab/pictures/inbox.ts';
import { createOutbox } from '../../../../src/lab/pictures/outbox.ts';
import type { Picture } from '../../../../src/lab/pictures/picture.ts';
import { exactNumber } from '../../../../src/lab/pictures/valueText.ts';
import type { PictureView } from '../../../../src/lab/pictures/pictureView.ts';

const cycles = Float64Array.of(1, 2, 3);
const pictureOf = (id: string): Picture => ({
  id,
  title: id,
  sentence: '',
  x: { label: 'Cycle' },
  y: { label: id },
  layers: [
    {
      kind: 'lines',
      label: id,
      x: cycles,
      y: [4, NaN, 6],
      groups: { label: 'Engine', names: ['1'], starts: [0] },
    },
  ],
});
const viewOf = (...pictures: Picture[]): PictureView => ({
  note: '',
  choices: [],
  sections: [{ id: 'section', heading: 'Section', pictures }],
});

describe('messages between a view and its page', () => {
  it('bring a picture whole, with numbers that are none', () => {
    const [outbox, inbox] = [createOutbox(), createInbox()];
    const sent = structuredClone(outbox.pack(viewOf(pictureOf('T24'))));
    inbox.take(sent);
    const [number = 0] = sent.sections[0]?.pictures ?? [];
    const [layer] = inbox.picture(number).layers;
    assert.ok(layer?.kind === 'lines' && layer.groups);
    assert.deepEqual([...layer.x], [1, 2, 3]);
    assert.deepEqual([...layer.y], [4, NaN, 6]);
    assert.deepEqual([...layer.groups.starts], [0]);
  });

  it('send nothing twice: not a picture that stays, nor an array that another picture has too', () => {
    const outbox = createOutbox();
    const [one, other] = [pictureOf('T24'), pictureOf('T30')];
    assert.equal(Object.values(outbox.pack(viewOf(one)).arrays).length, 3);
    const second = outbox.pack(viewOf(one, other));
    assert.equal(Object.values(second.pictures).length, 1);
    // The other picture's values and where its groups start, but not its cycles.
    assert.equal(Object.values(second.arrays).length, 2);
  });

  it('take half the bytes for numbers that are the same in 32 bits, and leave others whole', () => {
    const [outbox, inbox] = [createOutbox(), createInbox()];
    const short = Float64Array.of(642.15, 9244.59, -0.0004, 23.6184, 100, NaN, 999_999);
    const long = Float64Array.of(1 / 3, 1_234_567);
    const picture = (id: string, y: Float64Array): Picture => ({
      ...pictureOf(id),
      layers: [{ kind: 'lines', label: id, x: y, y }],
    });
    const sent = outbox.pack(viewOf(picture('T24', short), picture('within', long)));
    inbox.take(structuredClone(sent));
    const [lean, whole] = (sent.sections[0]?.pictures ?? []).map((number) => {
      const [layer] = inbox.picture(number).layers;
      assert.ok(layer?.kind === 'lines');
      return layer.y;
    });
    assert.ok(lean instanceof Float32Array && whole instanceof Float64Array);
    const exact = (values: Float32Array | Float64Array): number[] =>
      Array.from(values, (_, index) => exactNumber(values, index) ?? NaN);
    assert.deepEqual(exact(lean), [...short]);
    assert.deepEqual(exact(whole), [...long]);
  });

  it('send everything again to a page that was filled anew', () => {
    const outbox = createOutbox();
    const view = viewOf(pictureOf('T24'));
    const first = outbox.pack(view);
    outbox.forget();
    assert.deepEqual(outbox.pack(view), first);
  });

  it('leave nothing behind that the view does not show any more', () => {
    const [outbox, inbox] = [createOutbox(), createInbox()];
    const first = outbox.pack(viewOf(pictureOf('T24')));
    inbox.take(first);
    inbox.take(outbox.pack(viewOf(pictureOf('T30'))));
    const [number = 0] = first.sections[0]?.pictures ?? [];
    assert.throws(() => inbox.picture(number), /was not sent all/);
    assert.equal(outbox.get({ kind: 'picture', section: 'section', id: 'T24' }), undefined);
  });

  it('lead back to what is shown by its name, though it was made anew since the page was told of it', () => {
    const outbox = createOutbox();
    outbox.pack(viewOf(pictureOf('T24')));
    const anew = pictureOf('T24');
    const table = { id: 'T24', title: '', sentence: '', columns: [], rows: [] };
    const [section] = viewOf(anew).sections;
    outbox.pack({ ...viewOf(), sections: [{ ...section!, tables: [table] }] });
    const name = { section: 'section', id: 'T24' };
    assert.deepEqual(outbox.get({ kind: 'picture', ...name }), { picture: anew });
    assert.deepEqual(outbox.get({ kind: 'table', ...name }), { table });
    assert.equal(outbox.get({ kind: 'picture', section: 'other', id: 'T24' }), undefined);
  });
});
