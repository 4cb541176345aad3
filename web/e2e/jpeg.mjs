// JPEGs that cameras and print shops write, and browsers do not.

const segment = (marker, data) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, Buffer.from(data)]);
};

/** The same picture, held as Exif counts it: 6 is a camera that lay on its right side. */
export function turned(jpeg, orientation) {
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', 'latin1'), Buffer.from([0, orientation, 0, 0, 0, 0, 0, 0])]);
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, exif), jpeg.subarray(2)]);
}

/** A JPEG of four inks, each from 0 to 255, in one colour all over: blocks without detail, so that one number tells each. */
export function cmyk(width, height, inks) {
  const sizes = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
  const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const codes = new Map();
  let [code, at] = [0, 0];
  sizes.forEach((n, i) => {
    for (let k = 0; k < n; k++) codes.set(classes[at++], [code++, i + 1]);
    code <<= 1;
  });
  let bits = '';
  const put = (value, length) => (bits += length === 0 ? '' : value.toString(2).padStart(length, '0'));
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  for (let block = 0; block < blocks; block++) {
    for (const ink of inks) {
      // Adobe writes inks turned about; the first block tells the height, the others that it stays.
      const level = block === 0 ? (255 - ink - 128) * 8 : 0;
      const length = level === 0 ? 0 : Math.abs(level).toString(2).length;
      put(...codes.get(length));
      put(level < 0 ? level + 2 ** length - 1 : level, length);
      put(0, 1);
    }
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const data = [];
  for (let i = 0; i < bits.length; i += 8) {
    const byte = parseInt(bits.slice(i, i + 8), 2);
    data.push(byte, ...(byte === 0xff ? [0] : []));
  }
  const frame = Buffer.from([8, 0, 0, 0, 0, 4, ...[1, 2, 3, 4].flatMap((id) => [id, 0x11, 0])]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\0', 'latin1')),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(0xc0, frame),
    segment(0xc4, [0x00, ...sizes, ...classes]),
    // Nothing but the end of a block, in one bit.
    segment(0xc4, [0x10, 1, ...Array(15).fill(0), 0]),
    segment(0xda, [4, ...[1, 2, 3, 4].flatMap((id) => [id, 0]), 0, 63, 0]),
    Buffer.from(data),
    Buffer.from([0xff, 0xd9]),
  ]);
}
