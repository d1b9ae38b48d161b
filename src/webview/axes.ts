import type uPlot from 'uplot';
import type { Axis, Picture } from '../lab/pictures/picture.ts';
import { valueText } from '../lab/pictures/valueText.ts';
import type { Colours } from './colours.ts';

/** The axes of a picture as uPlot draws them; `colours` is asked at each drawing. */
export function plotAxes({ x, y, small }: Picture, colours: () => Colours): uPlot.Axis[] {
  const size = small ? 11 : 12;
  const { font } = colours();
  const common = {
    font: `${size}px ${font}`,
    labelFont: `${size}px ${font}`,
    labelSize: size + 6,
    labelGap: 0,
    gap: 4,
    stroke: () => colours().text,
    grid: { stroke: () => colours().grid, width: 1 },
    ticks: { stroke: () => colours().grid, width: 1, size: 4 },
  };
  const axis = { ...common, scale: 'x', label: x.label, size: size + 12, space: small ? 46 : 60 };
  return [
    { ...axis, ...(x.names ? wordsBelow(x.names, size, widthOf(common.font)) : numbersOf(x)) },
    {
      ...common,
      ...(y.names ? wordsAt(y.names, () => 1) : numbersOf(y)),
      scale: 'y',
      label: y.label,
      size: widestValue,
      space: small ? 28 : 36,
    },
  ];
}

/** Numbers with all their digits: uPlot's own have three decimals, and call 0.0025 0.003. */
function numbersOf(axis: Axis): Partial<uPlot.Axis> {
  return { values: (_plot, splits) => splits.map((split) => valueText(split, axis)) };
}

/** How words lean that have no room side by side, in degrees. */
const lean = 45;

/** Words below the picture: side by side where they have room, else leaning, and as many as have room then. */
function wordsBelow(
  names: readonly string[],
  size: number,
  width: (text: string) => number,
): Partial<uPlot.Axis> {
  const widest = Math.max(...names.map(width));
  // Before it is laid out a plot knows its own width only; its axis takes some of it.
  const room = (plot: uPlot): number => Math.max(1, plot.width - 70);
  const crowded = (plot: uPlot): boolean => (widest + 10) * names.length > room(plot);
  const down = Math.sin((lean * Math.PI) / 180) * (widest + size);
  return {
    ...wordsAt(names, (plot, shown) => (crowded(plot) ? Math.ceil(((size + 4) * shown) / room(plot)) : 1)),
    rotate: (plot) => (crowded(plot) ? lean : 0),
    size: (plot) => (crowded(plot) ? Math.ceil(down) + 10 : size + 12),
  };
}

/** Ticks of an axis of words: whole numbers, `step` apart for as many as are shown. */
function wordsAt(
  names: readonly string[],
  step: (plot: uPlot, shown: number) => number,
): Partial<uPlot.Axis> {
  return {
    splits: (plot, _axis, min, max) => {
      const apart = step(plot, max - min);
      const first = Math.ceil(Math.max(0, min) / apart) * apart;
      const count = Math.floor((Math.min(names.length - 1, max) - first) / apart) + 1;
      return Array.from({ length: Math.max(0, count) }, (_, n) => first + n * apart);
    },
    values: (_plot, splits) => splits.map((split) => names[split] ?? ''),
  };
}

/** As wide as the axis's longest value. */
function widestValue(plot: uPlot, values: readonly string[] | null, index: number, cycle: number): number {
  const axis = plot.axes[index] as uPlot.Axis & { _size: number; font: [string] };
  // Asked again until sizes settle: the first answer stands.
  if (cycle > 1) return axis._size;
  const longest = (values ?? []).reduce((one, other) => (other.length > one.length ? other : one), '');
  plot.ctx.font = axis.font[0];
  return Math.ceil(plot.ctx.measureText(longest).width / devicePixelRatio) + 12;
}

function widthOf(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = font;
  return (text) => context?.measureText(text).width ?? text.length * 8;
}
