import { crc32, deflateSync } from 'node:zlib';

/**
 * A PNG whose pixels a function of their place colours: red, green, blue from 0 to 255, or to 65,535 with 16 bits each.
 *
 * @param share how much of its pixels are there; the file is whole otherwise
 */
export function png(width, height, colourAt, { bits = 8, share = 1 } = {}) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, 2, 0, 0, 0], 8);
  const pixel = (3 * bits) / 8;
  const rows = Buffer.alloc((pixel * width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (pixel * width + 1) + 1 + pixel * x;
      const colour = colourAt(x, y);
      if (bits === 8) rows.set(colour, at);
      else colour.forEach((one, i) => rows.writeUInt16BE(one, at + 2 * i));
    }
  }
  const pixels = deflateSync(rows);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', pixels.subarray(0, Math.round(pixels.length * share))), chunk('IEND', Buffer.alloc(0))]);
}
