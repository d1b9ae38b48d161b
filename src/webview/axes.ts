import type uPlot from 'uplot';
import type { Axis, Picture } from '../lab/pictures/picture.ts';
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
  const across = widthOf(`${size}px ${font}`);
  return [
    { ...common, ...named(x, across), scale: 'x', label: x.label, size: size + 12, space: small ? 46 : 60 },
    {
      ...common,
      ...named(y, () => 0),
      scale: 'y',
      label: y.label,
      size: widestValue,
      space: small ? 28 : 36,
    },
  ];
}

/** Ticks of an axis of words: whole numbers, as many as have room side by side. */
function named({ names }: Axis, width: (text: string) => number): Partial<uPlot.Axis> {
  if (!names) return {};
  const widest = Math.max(...names.map(width)) + 10;
  return {
    splits: (plot, _axis, min, max) => {
      const places = Math.max(1, plot.bbox.width / devicePixelRatio);
      const step = widest <= 10 ? 1 : Math.max(1, Math.ceil((widest * (max - min)) / places));
      const first = Math.ceil(Math.max(0, min) / step) * step;
      const last = Math.min(names.length - 1, Math.floor(max));
      return Array.from(
        { length: Math.max(0, Math.floor((last - first) / step) + 1) },
        (_, n) => first + n * step,
      );
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
