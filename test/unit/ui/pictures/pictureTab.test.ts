import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ItemName, ToPage } from '../../../../src/lab/pictures/pageMessages.ts';
import type { PictureTable } from '../../../../src/lab/pictures/pictureTable.ts';
import type { Chosen, PictureSource, PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import { createPictureTab, type TabHost } from '../../../../src/ui/pictures/pictureTab.ts';
import { livesPicture } from '../../../support/livesPicture.ts';

const viewOf = (note: string): PictureView => ({
  note,
  choices: [],
  sections: [
    {
      id: 'lives',
      heading: 'Lives',
      pictures: [livesPicture()],
    },
  ],
});

/** The name of its picture. */
const lives: ItemName = { kind: 'picture', section: 'lives', id: 'lives' };

/** A host that keeps what it is asked for. */
function keepingHost() {
  const sent: ToPage[] = [];
  const saved: { name: string; text: string }[] = [];
  const tables: PictureTable[] = [];
  const host: TabHost = {
    send: (message) => void sent.push(message),
    opening: () => ({
      kind: 'words',
      title: 'View',
      words: { table: '', resetZoom: '', loading: '', seconds: '', keys: '', pickKey: '', noPng: '' },
    }),
    explain: (error) => `Because: ${(error as Error).message}`,
    showTable: (_title, _note, table) => void tables.push(table),
    save: (name, format, content) => {
      saved.push({ name: `${name}.${format}`, text: Buffer.from(content).toString() });
      return Promise.resolve(`Saved ${name}.`);
    },
  };
  const notes = (): string[] => sent.flatMap((message) => (message.kind === 'view' ? [message.note] : []));
  return { host, sent, saved, tables, notes };
}

const sourceOf = (show: PictureSource['show']): PictureSource => ({ show });
const showing = (note: string): PictureSource =>
  sourceOf((_chosen, shown) => {
    shown(viewOf(note));
    return Promise.resolve();
  });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a tab of pictures', () => {
  it('sends nothing before its page is ready, and fills a page that comes back from what was shown last', async () => {
    const { host, sent, notes } = keepingHost();
    const tab = createPictureTab(host);
    tab.open(showing('first'));
    await turn();
    assert.equal(sent.length, 0);
    await tab.receive({ kind: 'ready' });
    tab.hide();
    await tab.receive({ kind: 'ready' });
    assert.deepEqual(notes(), ['first', 'first']);
    const [one, two] = sent.filter((message) => message.kind === 'view');
    assert.deepEqual(Object.keys(two?.pictures ?? {}), Object.keys(one?.pictures ?? {}));
    tab.dispose();
  });

  it('shows nothing of what was asked for before another choice was made', async () => {
    const { host, notes } = keepingHost();
    const tab = createPictureTab(host);
    const asked: { chosen: Chosen; shown: (view: PictureView) => void; signal: AbortSignal }[] = [];
    tab.open(
      sourceOf((chosen, shown, signal) => {
        asked.push({ chosen, shown, signal });
        return once(signal, 'abort').then(() => signal.throwIfAborted());
      }),
    );
    await tab.receive({ kind: 'ready' });
    void tab.receive({ kind: 'choose', choice: 'subset', value: 'FD004' });
    await turn();
    const [before, after] = asked;
    assert.ok(before && after);
    assert.equal(before.signal.aborted, true);
    assert.deepEqual(after.chosen, { subset: 'FD004' });
    before.shown(viewOf('before'));
    after.shown(viewOf('after'));
    assert.deepEqual(notes(), ['after']);
    tab.dispose();
    assert.equal(after.signal.aborted, true);
  });

  it('shows nothing more of a source that gave way to another, not even of one that follows something after its answer', async () => {
    const { host, sent, notes } = keepingHost();
    const tab = createPictureTab(host);
    const asked: { shown: (view: PictureView) => void; signal: AbortSignal }[] = [];
    let fail: (error: Error) => void = () => undefined;
    tab.open({
      show: (_chosen, shown, signal) => {
        asked.push({ shown, signal });
        return Promise.resolve();
      },
      act: () => new Promise((_, reject) => (fail = reject)),
    });
    await tab.receive({ kind: 'ready' });
    await turn();
    const [following] = asked;
    assert.ok(following);
    following.shown(viewOf('later'));
    const acting = tab.receive({ kind: 'act', action: 'readAgain' });
    tab.open(showing('other'));
    assert.equal(following.signal.aborted, true);
    following.shown(viewOf('too late'));
    fail(new Error('too late'));
    await acting;
    await turn();
    assert.deepEqual([...new Set(notes())], ['later', 'other']);
    assert.ok(!sent.some(({ kind }) => kind === 'failed'));
    tab.dispose();
  });

  it('is busy only until its source has answered, though that may show more', async () => {
    const { host, sent } = keepingHost();
    const tab = createPictureTab(host);
    tab.open(showing('first'));
    await turn();
    await tab.receive({ kind: 'ready' });
    assert.deepEqual(
      sent.map(({ kind }) => kind),
      ['words', 'view'],
    );
    tab.dispose();
  });

  it('says in a sentence what its source threw', async () => {
    const { host, sent } = keepingHost();
    const tab = createPictureTab(host);
    tab.open(sourceOf(() => Promise.reject(new Error('no table'))));
    await tab.receive({ kind: 'ready' });
    await turn();
    assert.deepEqual(sent.at(-1), { kind: 'failed', words: 'Because: no table' });
    tab.dispose();
  });

  it('gives a picture as table, CSV and SVG with the same numbers', async () => {
    const { host, sent, saved, tables } = keepingHost();
    const tab = createPictureTab(host);
    tab.open(showing(''));
    await tab.receive({ kind: 'ready' });
    await tab.receive({ kind: 'table', item: lives });
    await tab.receive({ kind: 'save', item: lives, format: 'csv' });
    await tab.receive({ kind: 'save', item: lives, format: 'svg' });
    assert.deepEqual(tables[0]?.rows, [
      [1, 3],
      [2, 4],
    ]);
    assert.deepEqual(
      saved.map(({ name }) => name),
      ['lives.csv', 'lives.svg'],
    );
    assert.equal(saved[0]?.text.trim().split(/\r?\n/).join(' '), 'Cycle,Engines 1,3 2,4');
    assert.match(saved[1]?.text ?? '', /^<svg /);
    assert.deepEqual(sent.at(-1), { kind: 'said', words: 'Saved lives.' });
    tab.dispose();
  });

  it('saves a picture of a view that is made anew all the time, as it is now', async () => {
    const { host, saved } = keepingHost();
    const tab = createPictureTab(host);
    tab.open(
      sourceOf((_chosen, shown) => {
        for (const note of ['one', 'two', 'three']) shown(viewOf(note));
        return Promise.resolve();
      }),
    );
    await tab.receive({ kind: 'ready' });
    await tab.receive({ kind: 'save', item: lives, format: 'png', bytes: Buffer.from('PNG') });
    await tab.receive({ kind: 'save', item: lives, format: 'csv' });
    assert.deepEqual(
      saved.map(({ name, text }) => [name, text.slice(0, 3)]),
      [
        ['lives.png', 'PNG'],
        ['lives.csv', 'Cyc'],
      ],
    );
    tab.dispose();
  });

  it('says why something was not saved: it is not shown any more, or its file cannot be written', async () => {
    const { host, sent } = keepingHost();
    host.save = () => Promise.reject(new Error('the disk is full'));
    const tab = createPictureTab(host);
    tab.open(showing(''));
    await tab.receive({ kind: 'ready' });
    const gone = { ...lives, id: 'gone' };
    for (const message of [
      { kind: 'save', item: gone, format: 'svg' },
      { kind: 'table', item: gone },
      { kind: 'save', item: lives, format: 'csv' },
    ] as const)
      await tab.receive(message);
    const why = 'Because: The view does not show this picture any more.';
    assert.deepEqual(
      sent.flatMap((message) => (message.kind === 'refused' ? [message.words] : [])),
      [why, why, 'Because: the disk is full'],
    );
    tab.dispose();
  });
});
