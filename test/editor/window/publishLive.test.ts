import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/practiceProcess.ts';
import { openWindow } from './openWindow.ts';
import { openLabView, row, stageRow } from './pages/labView.ts';
import { runCommand } from './pages/palette.ts';
import {
  assertAccessible,
  figure,
  markWords,
  pictureDrawn,
  picturesShown,
  pixels,
  plot,
  savedPicture,
} from './pages/pictures.ts';
import { coloursOfPng } from './pages/pictureFiles.ts';
import { webview } from './pages/webview.ts';
import { stageTitles } from './stageTitles.ts';

const pictures = {
  sent: /^Lines sent/,
  speed: /^Lines a second/,
  arrived: /^Bytes sent, and arrived in S3/,
  objects: /^Objects in S3/,
  running: /^Engines still running/,
  engine: /^FD001, engine 1/,
} as const;
/** An engine lives for more than a hundred cycles: slow enough to be paused and stopped before any fails. */
const rate = '10';

describe('publishing live', () => {
  it('shows the lines go and arrive, is paused and stopped, and leaves the rest to Publish Data', async () => {
    const { page, errors, screenshot } = await openWindow({ folder: 'lab' });
    await openLabView(page);
    await stageRow(page, stageTitles.publish, 'not started').waitFor();
    await runCommand(page, 'Publish Live');
    await webview(page).getByLabel('Rate').selectOption(rate);
    await press(page, 'Start');
    await webview(page).getByRole('status').getByText('The engines run: 10 cycles a second').waitFor();
    await figure(page, pictures.engine).waitFor();
    await grows('the lines sent', () => sent(page));
    await grows('the objects', () => numberIn(figure(page, pictures.objects), /([\d,]+) objects?/));
    await grows('the engines’ cycle', () => numberIn(figure(page, pictures.engine), /is at cycle (\d+)/));
    for (const title of Object.values(pictures)) await pictureDrawn(figure(page, title));
    const before = await pixels(figure(page, pictures.engine));
    await until('another cycle in the picture', async () => {
      return (await pixels(figure(page, pictures.engine))) !== before;
    });
    // A mark that somebody reads stays shown while the picture grows.
    await plot(figure(page, pictures.sent)).press('End');
    const words = await markWords(figure(page, pictures.sent));
    assert.match(words[1] ?? '', /^Lines sent: [\d,]+$/);
    await grows('the lines sent', () => sent(page));
    assert.deepEqual(await markWords(figure(page, pictures.sent)), words);
    await screenshot('live-running');
    // By the time that somebody has chosen where to, it is another picture many times over.
    const saved = await savedPicture(page, figure(page, pictures.sent), 'CSV');
    assert.match(saved.toString(), /^Time since the start \(s\),Lines sent\r\n[\d.e-]+,0\r\n/);
    assert.ok((await coloursOfPng(page, await savedPicture(page, figure(page, pictures.sent), 'PNG'))) > 10);
    await screenshot('live-saved');

    await press(page, 'Pause');
    await stand(page, /^Paused at cycle \d+/).waitFor();
    // The cycle that was under way is told of with the next note, and nothing after it.
    await grows('the time', () => secondsOf(page));
    const paused = await sent(page);
    await grows('the time', () => secondsOf(page));
    assert.equal(await sent(page), paused);
    await press(page, 'Resume');
    await grows('the lines sent', () => sent(page));

    await press(page, 'Stop');
    await stand(page, /^Stopped at cycle \d+/).waitFor();
    const frame = await picturesShown(page, Object.values(pictures));
    await assertAccessible(frame);
    const live = await sent(page);
    assert.ok(live > paused, `${live} lines sent`);

    await runCommand(page, 'CMAPSS Lab: Publish Data');
    await row(page, 'Lab', /^Publish Data, done.* 1 file, none lost, none twice/).waitFor({
      timeout: 30_000,
    });
    await stand(page, 'Nothing is left to send: every line of the training files is in S3.').waitFor();
    assert.ok(await webview(page).getByRole('button', { name: 'Start' }).isDisabled());
    assert.deepEqual(errors, []);
  });
});

function press(page: Page, button: string): Promise<void> {
  return webview(page).getByRole('button', { name: button, exact: true }).click();
}

/** The sentence that says how the run stands. */
function stand(page: Page, words: string | RegExp): Locator {
  return webview(page).getByRole('region', { name: 'How it stands' }).getByText(words);
}

const sent = (page: Page): Promise<number> =>
  numberIn(figure(page, pictures.sent), /([\d,]+) of [\d,]+ lines sent/);

const secondsOf = (page: Page): Promise<number> =>
  numberIn(figure(page, pictures.sent), /lines sent in ([\d.]+) s/);

/** The number that a picture's sentence has now; 0 while it has none. */
async function numberIn(picture: Locator, pattern: RegExp): Promise<number> {
  const [, found = '0'] = pattern.exec(await picture.locator('.sentence').innerText()) ?? [];
  return Number(found.replaceAll(',', ''));
}

/** Waits until a number is greater than it is now, or than none. */
async function grows(what: string, number: () => Promise<number>): Promise<void> {
  const before = await number();
  await until(`${what} to grow`, async () => (await number()) > before);
}
