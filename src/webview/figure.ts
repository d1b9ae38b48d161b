import { legendOf } from '../lab/pictures/legend.ts';
import { markWords, type Mark } from '../lab/pictures/mark.ts';
import type { FileFormat, PageWords } from '../lab/pictures/pageMessages.ts';
import type { Picture } from '../lab/pictures/picture.ts';
import { readColours } from './colours.ts';
import { button, element } from './element.ts';
import { createPlot, type Plot } from './plot.ts';
import { createPlotKeys } from './plotKeys.ts';
import { swatch } from './swatch.ts';
import { createTooltip } from './tooltip.ts';

/** What a figure asks for. */
export interface FigureEvents {
  table(): void;
  save(format: FileFormat): void;
  /** A click on a group's mark. */
  pick(group: string): void;
}

/** A picture on the page: title, canvas, sentence, legend, buttons. */
export interface Figure {
  readonly element: HTMLElement;
  /** `pickable`: a click on a group answers a choice. */
  show(picture: Picture, pickable: boolean): void;
  /** Draws again after the theme has changed. */
  redraw(): void;
  dispose(): void;
}

/** Figures made so far: ids of what belongs to one have its number. */
let made = 0;

const height = { small: 190, large: 340 } as const;

/** Makes the figure of a picture. It is drawn once it has a place on the page, and whenever its width changes. */
export function createFigure(first: Picture, words: PageWords, events: FigureEvents): Figure {
  let picture = first;
  let pickable = false;
  let plot: Plot | undefined;
  const title = element('h3');
  const own = (made += 1);
  const [sentenceId, keysId] = [`sentence-${own}`, `keys-${own}`];
  // Keys are for this element, and not for a screen reader's own reading: that is what an application is.
  const place = element('div', {
    class: 'plot',
    role: 'application',
    tabindex: '0',
    'aria-describedby': `${sentenceId} ${keysId}`,
  });
  const canvas = element('div', { 'aria-hidden': 'true' });
  place.append(canvas);
  const tooltip = createTooltip(place);
  const keysText = element('p', { class: 'keys', id: keysId });
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  const sentence = element('p', { class: 'sentence', id: sentenceId });
  const legend = element('ul', { class: 'legend' });
  const reset = button(words.resetZoom, () => plot?.resetZoom());
  reset.hidden = true;
  const buttons = element('div', { class: 'buttons' });
  const figure = element(
    'figure',
    {},
    element('figcaption', {}, title),
    element('div', { class: 'ground' }, place, keysText, said),
    legend,
    sentence,
    buttons,
  );
  figure.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !reset.hidden) plot?.resetZoom();
  });

  const fill = (): void => {
    figure.classList.toggle('small', picture.small === true);
    sentence.textContent = picture.sentence;
    // Buttons stay the same as long as the picture has its name: one of them may have the focus.
    if (title.textContent !== picture.title) fillButtons();
    title.textContent = picture.title;
    fillLegend();
  };
  const fillButtons = (): void => {
    const name = picture.title;
    // Each says whose it is to who hears it without seeing where it stands.
    const ofPicture = (word: string): string => `${word}: ${name}`;
    buttons.replaceChildren(
      button(words.table, () => events.table(), ofPicture(words.table)),
      button('CSV', () => events.save('csv'), ofPicture('CSV')),
      button('PNG', () => events.save('png'), ofPicture('PNG')),
      button('SVG', () => events.save('svg'), ofPicture('SVG')),
      reset,
    );
  };
  const fillLegend = (): void => {
    const colours = readColours();
    const entries = legendOf(picture);
    legend.hidden = entries.length < 2;
    legend.replaceChildren(...entries.map((entry) => element('li', {}, swatch(entry, colours), entry.label)));
  };
  const name = (): void => {
    place.setAttribute('aria-label', picture.title);
    keysText.textContent = pickable ? `${words.keys} ${words.pickKey}` : words.keys;
  };
  const pick = ({ group }: Mark): void => {
    if (pickable && group !== undefined) events.pick(group);
  };
  const showMark = (mark: Mark | undefined): void => {
    tooltip.show(mark && markWords(picture, mark), (mark && plot?.placeOf(mark)) ?? [0, 0]);
  };
  const keys = createPlotKeys(place, {
    plot: () => plot,
    picture: () => picture,
    point: showMark,
    say: (text) => (said.textContent = text),
    pick,
    used: () => (keysText.hidden = true),
  });
  place.addEventListener('focus', () => (keysText.hidden = false));
  const pointed = (mark: Mark | undefined): void => {
    if (mark) showMark(mark);
    else keys.point();
    place.classList.toggle('pickable', pickable && mark?.group !== undefined);
  };
  const draw = (): void => {
    const size = { width: place.clientWidth, height: picture.small ? height.small : height.large };
    if (size.width === 0) return;
    if (plot) plot.resize(size.width, size.height);
    else
      plot = createPlot(canvas, picture, size, readColours, {
        pointed,
        clicked: pick,
        zoomed: (isZoomed) => (reset.hidden = !isZoomed),
      });
  };
  const widths = new ResizeObserver(draw);
  widths.observe(place);
  fill();
  name();

  return {
    element: figure,
    show: (next, canPick) => {
      pickable = canPick;
      if (next !== picture) {
        picture = next;
        fill();
        plot?.show(next);
      }
      name();
    },
    redraw: () => {
      fillLegend();
      plot?.redraw();
    },
    dispose: () => {
      widths.disconnect();
      plot?.dispose();
      figure.remove();
    },
  };
}
