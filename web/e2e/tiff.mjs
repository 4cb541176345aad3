// TIFFs without compression: several pages, or one so large that nobody has it in memory.
import { closeSync, openSync, writeSync } from 'node:fs';

const [short, long] = [3, 4];

function directory(fields, next) {
  const bytes = Buffer.alloc(2 + fields.length * 12 + 4);
  bytes.writeUInt16LE(fields.length, 0);
  fields.forEach(([tag, type, count, value], i) => {
    bytes.writeUInt16LE(tag, 2 + i * 12);
    bytes.writeUInt16LE(type, 4 + i * 12);
    bytes.writeUInt32LE(count, 6 + i * 12);
    if (type === short && count === 1) bytes.writeUInt16LE(value, 10 + i * 12);
    else bytes.writeUInt32LE(value, 10 + i * 12);
  });
  bytes.writeUInt32LE(next, 2 + fields.length * 12);
  return bytes;
}

const head = (first) => {
  const bytes = Buffer.from('II*\0\0\0\0\0', 'latin1');
  bytes.writeUInt32LE(first, 4);
  return bytes;
};

/** Pages of three bytes a pixel, which a function of their place colours. */
export function pages(all) {
  const parts = [head(0)];
  let at = 8;
  const strips = all.map(({ width, height, colourAt }) => {
    const pixels = Buffer.alloc(width * height * 3);
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels.set(colourAt(x, y), (y * width + x) * 3);
    const bits = Buffer.from([8, 0, 8, 0, 8, 0]);
    parts.push(pixels, bits);
    const strip = { width, height, at, bytes: pixels.length, bits: at + pixels.length };
    at += pixels.length + bits.length;
    return strip;
  });
  const size = 2 + 10 * 12 + 4;
  strips.forEach((strip, i) => {
    const fields = [[256, long, 1, strip.width], [257, long, 1, strip.height], [258, short, 3, strip.bits], [259, short, 1, 1], [262, short, 1, 2], [273, long, 1, strip.at], [277, short, 1, 3], [278, long, 1, strip.height], [279, long, 1, strip.bytes], [284, short, 1, 1]];
    parts.push(directory(fields, i + 1 < strips.length ? at + size * (i + 1) : 0));
  });
  parts[0] = head(at);
  return Buffer.concat(parts);
}

/** Writes a page of one byte a pixel, row by row, strips of so many rows. */
export function gray(file, width, height, grayAt, rows = 64) {
  const out = openSync(file, 'w');
  const strips = Math.ceil(height / rows);
  const [offsets, counts] = [Buffer.alloc(strips * 4), Buffer.alloc(strips * 4)];
  const first = 8 + 8 * strips + (2 + 9 * 12 + 4);
  writeSync(out, head(8 + 8 * strips));
  for (let i = 0; i < strips; i++) {
    offsets.writeUInt32LE(first + i * rows * width, i * 4);
    counts.writeUInt32LE(Math.min(rows, height - i * rows) * width, i * 4);
  }
  writeSync(out, offsets);
  writeSync(out, counts);
  writeSync(out, directory([[256, long, 1, width], [257, long, 1, height], [258, short, 1, 8], [259, short, 1, 1], [262, short, 1, 1], [273, long, strips, 8], [277, short, 1, 1], [278, long, 1, rows], [279, long, strips, 8 + 4 * strips]], 0));
  const row = Buffer.alloc(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) row[x] = grayAt(x, y);
    writeSync(out, row);
  }
  closeSync(out);
}
