import type { Shape } from '../lab/pictures/layerLook.ts';

/** Adds a point's outline to the canvas's path. */
export function tracePoint(
  context: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  radius: number,
): void {
  switch (shape) {
    case 'circle':
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    case 'square':
      context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
      return;
    case 'diamond':
      trace(
        context,
        [x, y - radius * 1.25],
        [x + radius * 1.25, y],
        [x, y + radius * 1.25],
        [x - radius * 1.25, y],
      );
      return;
    case 'triangle':
      trace(
        context,
        [x, y - radius * 1.2],
        [x + radius * 1.1, y + radius * 0.8],
        [x - radius * 1.1, y + radius * 0.8],
      );
  }
}

function trace(context: CanvasRenderingContext2D, ...corners: readonly (readonly [number, number])[]): void {
  for (const [index, [x, y]] of corners.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}
