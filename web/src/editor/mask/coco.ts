import { Bitmap } from './bitmap';

/** COCO's runs: down the columns of the whole image, outside first. */
export interface CocoRuns {
  readonly size: readonly [height: number, width: number];
  readonly counts: readonly number[] | string;
}

export function fromCoco({ size: [height, width], counts }: CocoRuns): Bitmap {
  const bitmap = new Bitmap(width, height);
  let at = 0;
  (typeof counts === 'string' ? unpacked(counts) : counts).forEach((length, i) => {
    if (i % 2 === 1) for (let j = at; j < at + length; j++) bitmap.data[(j % height) * width + Math.floor(j / height)] = 1;
    at += length;
  });
  return bitmap;
}

export function toCoco(bitmap: Bitmap): { size: [number, number]; counts: number[] } {
  const { width, height, data } = bitmap;
  const counts: number[] = [];
  let [inside, length] = [0, 0];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      if (data[y * width + x] === inside) length++;
      else {
        counts.push(length);
        [inside, length] = [1 - inside, 1];
      }
    }
  }
  return { size: [height, width], counts: [...counts, length] };
}

/** From the fourth on, each count is told by its difference to the one before the last; five bits a character, low first. */
export function packed(counts: readonly number[]): string {
  let text = '';
  counts.forEach((count, i) => {
    let rest = i > 2 ? count - (counts[i - 2] as number) : count;
    for (let more = true; more; ) {
      const bits = rest & 0x1f;
      rest >>= 5;
      more = bits & 0x10 ? rest !== -1 : rest !== 0;
      text += String.fromCharCode(48 + (bits | (more ? 0x20 : 0)));
    }
  });
  return text;
}

export function unpacked(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [value, shift, more] = [0, 0, true];
    while (more) {
      const bits = text.charCodeAt(at++) - 48;
      value |= (bits & 0x1f) << shift;
      more = (bits & 0x20) !== 0;
      shift += 5;
      if (!more && bits & 0x10) value |= -1 << shift;
    }
    counts.push(counts.length > 2 ? value + (counts[counts.length - 2] as number) : value);
  }
  return counts;
}
