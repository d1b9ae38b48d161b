import type { Points } from '../lab/pictures/picture.ts';
import type { Ground } from './ground.ts';

/** From this many points on they are a cloud: shapes could not be told apart, and would take seconds. */
export const cloudSize = 5000;

/**
 * Draws very many points as squares of a few pixels, in the canvas's colour and half its opacity; where more of them lie
 * it is denser, as if each was painted over the others. Counting them by pixel takes a small part of the time of paths.
 */
export function drawCloud(ground: Ground, points: Points, radius: number): void {
  const { context, box, ratio } = ground;
  const [width, height] = [Math.ceil(box.width), Math.ceil(box.height)];
  if (width < 1 || height < 1) return;
  const counts = countPoints(ground, points, Math.max(2, Math.round(2 * radius * ratio)), width, height);
  const canvas = new OffscreenCanvas(width, height);
  const paper = canvas.getContext('2d');
  if (!paper) return;
  const image = paper.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const inks = inksOf(context.fillStyle, context.globalAlpha / 2);
  for (let pixel = 0; pixel < counts.length; pixel += 1) {
    const count = counts[pixel] ?? 0;
    if (count > 0) pixels[pixel] = inks[Math.min(count, inks.length - 1)] ?? 0;
  }
  paper.putImageData(image, 0, 0);
  context.globalAlpha = 1;
  context.drawImage(canvas, Math.round(box.left), Math.round(box.top));
}

/** How many points cover each pixel of the box, row by row. */
function countPoints(
  { x, y, box }: Ground,
  points: Points,
  side: number,
  width: number,
  height: number,
): Uint32Array {
  const counts = new Uint32Array(width * height);
  const shift = side / 2;
  for (let index = 0; index < points.x.length; index += 1) {
    const left = Math.round(x.scale * (points.x[index] ?? NaN) + x.offset - box.left - shift);
    const top = Math.round(y.scale * (points.y[index] ?? NaN) + y.offset - box.top - shift);
    const [right, bottom] = [Math.min(width, left + side), Math.min(height, top + side)];
    for (let row = Math.max(0, top); row < bottom; row += 1) {
      for (let pixel = row * width + Math.max(0, left), end = row * width + right; pixel < end; pixel += 1)
        counts[pixel] = (counts[pixel] ?? 0) + 1;
    }
  }
  return counts;
}

/** A colour painted once, twice and so on over nothing, as pixels; the last one hides what is below it. */
function inksOf(colour: CanvasRenderingContext2D['fillStyle'], opacity: number): Uint32Array {
  const paper = new OffscreenCanvas(1, 1).getContext('2d');
  if (!paper) return new Uint32Array(1);
  paper.fillStyle = colour;
  paper.fillRect(0, 0, 1, 1);
  const { data } = paper.getImageData(0, 0, 1, 1);
  const own = (data[3] ?? 255) / 255;
  const inks = new Uint32Array(32);
  const bytes = new Uint8ClampedArray(inks.buffer);
  for (let times = 1; times < inks.length; times += 1)
    bytes.set([...data.subarray(0, 3), 255 * (1 - (1 - opacity * own) ** times)], times * 4);
  return inks;
}
