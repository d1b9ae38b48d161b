import type { LegendEntry } from '../lab/pictures/legend.ts';
import { colourOf, type Colours } from './colours.ts';
import { svgElement } from './svgElement.ts';

/** A legend's sample of how an entry is drawn. */
export function swatch({ kind, look }: LegendEntry, colours: Colours): SVGSVGElement {
  const colour = colourOf(colours, look.colour);
  const svg = svgElement('svg', { width: 26, height: 14, viewBox: '0 0 26 14', 'aria-hidden': 'true' });
  svg.append(sample(kind, look, colour));
  return svg;
}

function sample(kind: LegendEntry['kind'], look: LegendEntry['look'], colour: string): SVGElement {
  switch (kind) {
    case 'lines':
    case 'rule': {
      const dash = look.dash.length ? look.dash.join(' ') : 'none';
      return svgElement('path', {
        d: 'M1 7H25',
        stroke: colour,
        'stroke-width': look.lineWidth,
        'stroke-dasharray': dash,
        opacity: Math.max(0.6, look.opacity),
      });
    }
    case 'points':
      return svgElement('path', { d: pointPath(look.shape), fill: colour });
    case 'bars':
      return svgElement('rect', {
        x: 6,
        y: 1,
        width: 14,
        height: 12,
        fill: colour,
        opacity: look.fillOpacity,
      });
    case 'band':
      return svgElement('rect', {
        ...{ x: 1, y: 2, width: 24, height: 10, stroke: colour, fill: colour },
        'fill-opacity': 0.3 * look.fillOpacity,
      });
    case 'intervals':
      return svgElement('path', {
        d: 'M10 1H16M13 1V13M10 13H16',
        stroke: colour,
        'stroke-width': look.lineWidth,
      });
  }
}

function pointPath(shape: LegendEntry['look']['shape']): string {
  switch (shape) {
    case 'circle':
      return 'M8.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0';
    case 'square':
      return 'M9 3H17V11H9Z';
    case 'diamond':
      return 'M13 1.5L18.5 7L13 12.5L7.5 7Z';
    case 'triangle':
      return 'M13 2L18 11H8Z';
  }
}
