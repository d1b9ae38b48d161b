import type { Disposable } from '../disposable.ts';

/** Keeps the rows whose state changes by itself true, while somebody sees them. */
export interface LiveRows<Node> extends Disposable {
  /** A row is drawn: live or not. */
  drawn(node: Node, isLive: boolean): void;
  /** The view came to be seen or went out of sight. */
  look(): void;
}

/** What live rows work with. */
export interface LiveView<Node> {
  isVisible(): boolean;
  /** Whether the row still stands in the tree. */
  has(node: Node): boolean;
  /** Draws these rows anew, for the time that goes on in them. */
  redraw(nodes: readonly Node[]): void;
  /** Asks the account about them. */
  refresh(nodes: readonly Node[]): void;
  /** How often to ask, in ms. */
  askEvery(): number;
}

/**
 * Rows that are redrawn every `tick` ms and when they come to be seen, and asked about less often; nothing goes on while
 * there are none, or unseen.
 */
export function createLiveRows<Node>(view: LiveView<Node>, tick = 1000): LiveRows<Node> {
  const live = new Set<Node>();
  let timer: NodeJS.Timeout | undefined;
  let asked = Date.now();
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const begin = (): void => {
    if (!timer && live.size && view.isVisible()) timer = setTimeout(beat, tick);
  };
  const beat = (): void => {
    stop();
    for (const node of live) if (!view.has(node)) live.delete(node);
    const nodes = [...live];
    if (Date.now() - asked >= view.askEvery()) {
      asked = Date.now();
      if (nodes.length) view.refresh(nodes);
    } else {
      view.redraw(nodes);
    }
    begin();
  };
  return {
    drawn: (node, isLive) => {
      if (!isLive) live.delete(node);
      else live.add(node);
      begin();
    },
    look: () => (view.isVisible() ? beat() : stop()),
    dispose: () => {
      live.clear();
      stop();
    },
  };
}
