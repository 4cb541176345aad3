/** A file and its path below the folder that it came from. */
export interface Packed {
  readonly path: string;
  readonly file: Blob;
}

const block = 512;
const utf8 = new TextEncoder();

/** Files as one tar archive, read from the disk only as it is sent. */
export function tar(files: readonly Packed[]): Blob {
  const parts: BlobPart[] = [];
  for (const { path, file } of files) {
    const name = utf8.encode(path);
    if (name.length > 100) parts.push(header('././@LongLink', name.length + 1, 'L'), name, new Uint8Array(padded(name.length + 1) - name.length));
    parts.push(header(path, file.size, '0'), file, new Uint8Array(padded(file.size) - file.size));
  }
  parts.push(new Uint8Array(2 * block));
  return new Blob(parts, { type: 'application/x-tar' });
}

const padded = (size: number) => Math.ceil(size / block) * block;
const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');

function header(path: string, size: number, kind: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(block);
  const put = (at: number, text: string, most: number) => bytes.set(utf8.encode(text).subarray(0, most), at);
  put(0, path, 100);
  put(100, '0000644', 7);
  put(108, '0000000', 7);
  put(116, '0000000', 7);
  put(124, octal(size, 11), 11);
  put(136, octal(0, 11), 11);
  put(148, ' '.repeat(8), 8);
  put(156, kind, 1);
  put(257, 'ustar  ', 7);
  const sum = bytes.reduce((all, one) => all + one, 0);
  put(148, `${octal(sum, 6)}\0 `, 8);
  return bytes;
}
