import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface MenuItem {
  readonly command: string;
  readonly group: string;
}

describe('the buttons in a row of the Lab tree', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly contributes: { readonly menus: Record<string, readonly MenuItem[]> };
  };
  const places = new Map(
    (contributes.menus['view/item/context'] ?? []).flatMap(({ command, group }) =>
      group.startsWith('inline@') ? [[command, Number(group.slice('inline@'.length))] as const] : [],
    ),
  );

  it('have nothing that deletes where Stop was a click ago', () => {
    const place = (name: string): number => places.get(`cmapssLab.${name}`) ?? NaN;
    // Buttons stand at the right: Stop has one more beside it, and so has what takes its place.
    assert.ok(place('cancelRun') < place('explainStage'));
    assert.ok(place('resetStage') < place('checkStage'));
    assert.ok(place('checkStage') < place('explainStage'));
  });
});
