import type { GraphNode } from '../lab/pictures/viewGraph.ts';
import { svgElement } from './svgElement.ts';

/** What is drawn in a circle of radius 7 around 8, 8: shapes tell states apart, not colours alone. */
const marks = {
  notStarted: '',
  waiting: 'M8 4.5V8l2.4 1.6',
  running: 'M8 3.5A4.5 4.5 0 0 1 12.5 8',
  done: 'M4.8 8.2l2.2 2.2 4.2-4.6',
  failed: 'M5.5 5.5l5 5M10.5 5.5l-5 5',
  cancelled: 'M3.2 12.8L12.8 3.2',
} satisfies Record<GraphNode['state'], string>;

/** The icon of a state; the word for it stands beside it. */
export function stateIcon(state: GraphNode['state']): SVGElement {
  return svgElement(
    'svg',
    { class: `icon ${state}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    svgElement('circle', { cx: '8', cy: '8', r: '6.8' }),
    svgElement('path', { d: marks[state] }),
  );
}
