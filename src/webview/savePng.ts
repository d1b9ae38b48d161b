import type { Picture } from '../lab/pictures/picture.ts';
import { pictureSvg } from '../lab/pictures/pictureSvg.ts';
import { host } from './host.ts';

/** Pixels of the file to a pixel of the picture. */
const ratio = 2;

/** Has the host save a picture as PNG, as its SVG looks. */
export async function savePng(picture: Picture, number: number): Promise<void> {
  const address = URL.createObjectURL(new Blob([pictureSvg(picture)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * ratio;
    canvas.height = image.naturalHeight * ratio;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const file = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'));
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : undefined;
    host.postMessage({ kind: 'save', number, format: 'png', bytes });
  } finally {
    URL.revokeObjectURL(address);
  }
}
