import type { Size } from '../geometry/points';
import type { Pixels } from '../mask/flood';
import { loadTile, Tiles, type Pyramid } from './tiles';

/** A part of an image, as large as one texture may be. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly bitmap: ImageBitmap;
}

/** An image, turned as its Exif says. */
export interface Picture extends Size {
  readonly tiles: readonly Tile[];
  /** The same, smaller, of an image so large that its pixels are not seen until one looks nearer. */
  readonly overview: ImageBitmap | null;
  /** Did it end before it should? Then what came of it is shown. */
  readonly partial: boolean;
  /** What loads the parts of an image that is not there as a whole. */
  readonly tiled?: Tiles;
}

/** An image in tiles, of which the ones that are looked at are there. */
export function tiledPicture(pyramid: Pyramid): Picture {
  return { width: pyramid.width, height: pyramid.height, tiles: [], overview: null, partial: false, tiled: new Tiles(pyramid, loadTile) };
}

/** The colours of the pixels of an image in tiles, which are all loaded for that, a row of them at a time. */
export async function pixelsOfTiles({ width, height, side, address }: Pyramid, signal: AbortSignal): Promise<Pixels | null> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  for (let row = 0; row * side < height; row++) {
    const across = Array.from({ length: Math.ceil(width / side) }, (_, column) => loadTile(address(0, column, row), signal));
    for (const [column, bitmap] of (await Promise.all(across)).entries()) {
      context.drawImage(bitmap, column * side, row * side);
      bitmap.close();
    }
  }
  return context.getImageData(0, 0, width, height);
}

const largest = 4096;
const overviewSide = 2048;

/** Loads an image; fails where the browser shows nothing of it. */
export async function load(source: string, signal: AbortSignal): Promise<Picture> {
  const answer = await fetch(source, { signal });
  if (!answer.ok) throw new Error(`The image answers ${answer.status}.`);
  const blob = await answer.blob();
  const whole = await createImageBitmap(blob).then((bitmap) => ({ bitmap, partial: false }), async () => ({ bitmap: await leftOf(blob), partial: true }));
  const [{ bitmap, partial }, overview] = [whole, await overviewOf(whole.bitmap)];
  const { width, height } = bitmap;
  if (width <= largest && height <= largest) return { width, height, tiles: [{ x: 0, y: 0, bitmap }], overview, partial };
  const tiles: Promise<Tile>[] = [];
  for (let y = 0; y < height; y += largest) {
    for (let x = 0; x < width; x += largest) tiles.push(createImageBitmap(bitmap, x, y, Math.min(largest, width - x), Math.min(largest, height - y)).then((part) => ({ x, y, bitmap: part })));
  }
  const cut = await Promise.all(tiles);
  bitmap.close();
  return { width, height, tiles: cut, overview, partial };
}

async function overviewOf(bitmap: ImageBitmap): Promise<ImageBitmap | null> {
  const by = overviewSide / Math.max(bitmap.width, bitmap.height);
  if (by > 0.75) return null;
  return createImageBitmap(bitmap, { resizeWidth: Math.max(1, Math.round(bitmap.width * by)), resizeHeight: Math.max(1, Math.round(bitmap.height * by)), resizeQuality: 'medium' });
}

/** What an image element shows of a file that a bitmap cannot be made of, such as one that stops half-way. */
async function leftOf(blob: Blob): Promise<ImageBitmap> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = url;
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error('The browser does not show this image.'));
    });
    if (image.naturalWidth === 0) throw new Error('The image has no size.');
    // Drawn, for a bitmap is made of a whole image alone.
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.transferToImageBitmap();
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The colours of its pixels. */
export function pixelsOf({ width, height, tiles }: Picture): Pixels | null {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  for (const { x, y, bitmap } of tiles) context.drawImage(bitmap, x, y);
  return context.getImageData(0, 0, width, height);
}

/** Loads images, each once, and keeps the one at hand and the one ahead. */
export class Pictures {
  readonly #kept = new Map<string, { readonly picture: Promise<Picture>; readonly stop: AbortController }>();

  get(source: string): Promise<Picture> {
    const known = this.#kept.get(source);
    if (known !== undefined) return known.picture;
    const stop = new AbortController();
    const picture = load(source, stop.signal);
    picture.catch(() => this.#kept.delete(source));
    this.#kept.set(source, { picture, stop });
    return picture;
  }

  /** Lets all others go. */
  keep(sources: readonly string[]): void {
    for (const [source, { picture, stop }] of this.#kept) {
      if (sources.includes(source)) continue;
      this.#kept.delete(source);
      stop.abort();
      void picture.then(({ tiles, overview }) => [...tiles.map((one) => one.bitmap), overview].forEach((bitmap) => bitmap?.close()), () => {});
    }
  }
}
