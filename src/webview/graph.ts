import { graphLayout, type GraphPlace } from '../lab/pictures/graphLayout.ts';
import type { GraphNode, ViewGraph } from '../lab/pictures/viewGraph.ts';
import { arrange, button, element } from './element.ts';
import { host } from './host.ts';
import { stateIcon } from './stateIcon.ts';
import { svgElement } from './svgElement.ts';

/** Sizes in em, so that a graph grows with the editor's letters. */
const [width, height, across, down] = [24, 4.9, 2, 2.2];

/** A graph on the page. */
export interface GraphPart {
  readonly element: HTMLElement;
  show(graph: ViewGraph | undefined): void;
}

/**
 * Makes a graph: boxes in a list, which screen readers read as one, and arrows behind them. A box that stays keeps its
 * element, and with it the focus.
 */
export function createGraph(): GraphPart {
  const list = element('ol', {});
  const arrows = svgElement('svg', { 'aria-hidden': 'true' });
  const box = element('div', { class: 'graph', hidden: '' });
  box.append(arrows, list);
  const boxes = new Map<string, NodeBox>();
  return {
    element: box,
    show: (graph) => {
      box.hidden = !graph;
      if (!graph) return;
      const { places, rows, columns } = graphLayout(graph);
      list.setAttribute('aria-label', graph.label);
      box.style.width = `${columns * (width + across) - across}em`;
      box.style.height = `${rows * (height + down) - down}em`;
      for (const id of boxes.keys()) if (!places.has(id)) boxes.delete(id);
      const shown = graph.nodes.map((node) => {
        const known = boxes.get(node.id);
        const made = known?.pressable === (node.press !== undefined) ? known : createBox(node);
        boxes.set(node.id, made);
        made.show(node, places.get(node.id) ?? { row: 0, column: 0 });
        return made.element;
      });
      arrange(list, shown);
      drawArrows(arrows, graph, places, { rows, columns });
    },
  };
}

interface NodeBox {
  readonly element: HTMLElement;
  readonly pressable: boolean;
  show(node: GraphNode, place: GraphPlace): void;
}

function createBox(first: GraphNode): NodeBox {
  let node = first;
  const name = element('strong', { class: 'name' });
  const stand = element('span', { class: 'stand' });
  const error = element('span', { class: 'error' });
  const press = element('span', { class: 'said' });
  const pressable = first.press !== undefined;
  const body = pressable
    ? button('', () => node.press && host.postMessage({ kind: 'act', action: node.press.action }))
    : element('div', {});
  const text = element('span', { class: 'text' }, name, ' ', stand, ' ', error, ' ', press);
  const item = element('li', {}, body);
  let icon = stateIcon(node.state);
  body.append(icon, text);
  return {
    element: item,
    pressable,
    show: (now, { row, column }) => {
      if (now.state !== node.state) {
        const next = stateIcon(now.state);
        icon.replaceWith(next);
        icon = next;
      }
      node = now;
      body.className = `node ${now.state}`;
      name.textContent = now.name;
      stand.textContent = `${now.kind} · ${now.stand}`;
      error.textContent = now.error;
      error.hidden = now.error === '';
      press.textContent = now.press ? `${now.press.words}.` : '';
      body.title = [now.error, now.press?.words].filter(Boolean).join('\n');
      item.style.left = `${column * (width + across)}em`;
      item.style.top = `${row * (height + down)}em`;
      item.style.width = `${width}em`;
      item.style.height = `${height}em`;
    },
  };
}

/** Arrows from the lower edge of a box to the upper edge of the one that follows; ten units are an em. */
function drawArrows(
  svg: SVGElement,
  { arrows }: ViewGraph,
  places: ReadonlyMap<string, GraphPlace>,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): void {
  svg.setAttribute(
    'viewBox',
    `0 0 ${10 * (columns * (width + across) - across)} ${10 * (rows * (height + down) - down)}`,
  );
  svg.replaceChildren(
    ...arrows.flatMap(({ from, to }) => {
      const [start, end] = [places.get(from), places.get(to)];
      if (!start || !end) return [];
      const [x, y] = [10 * centre(start), 10 * (start.row * (height + down) + height)];
      const [toX, toY] = [10 * centre(end), 10 * end.row * (height + down) - 1];
      const middle = (y + toY) / 2;
      return [
        svgElement('path', { d: `M${x} ${y}C${x} ${middle} ${toX} ${middle} ${toX} ${toY}` }),
        svgElement('path', { d: `M${toX - 4} ${toY - 6}L${toX} ${toY}L${toX + 4} ${toY - 6}` }),
      ];
    }),
  );
}

const centre = ({ column }: GraphPlace): number => column * (width + across) + width / 2;
