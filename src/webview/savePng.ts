import type { ItemName } from '../lab/pictures/pageMessages.ts';
import type { Picture } from '../lab/pictures/picture.ts';
import { pictureSvg } from '../lab/pictures/pictureSvg.ts';
import { host } from './host.ts';

/** Pixels of the file to a pixel of the picture. */
const ratio = 2;

/** Has the host save a picture as PNG, as its SVG looks. Throws when the browser makes no such image. */
export async function savePng(picture: Picture, item: ItemName): Promise<void> {
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
    if (!file) throw new Error(`${canvas.width} × ${canvas.height} pixels`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    host.postMessage({ kind: 'save', item, format: 'png', bytes });
  } finally {
    URL.revokeObjectURL(address);
  }
}
