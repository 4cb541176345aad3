import { expect, test } from 'vitest';
import { tar } from './tar';

const text = (bytes: Uint8Array, from: number, most: number) => new TextDecoder().decode(bytes.subarray(from, from + most)).replace(/\0.*$/s, '');

test('a file has a header with its name, size and sum, and is filled up to a block', async () => {
  const bytes = new Uint8Array(await tar([{ path: 'set/a.txt', file: new Blob(['a bun']) }]).arrayBuffer());
  expect(bytes.length).toBe(512 + 512 + 1024);
  expect(text(bytes, 0, 100)).toBe('set/a.txt');
  expect(parseInt(text(bytes, 124, 12), 8)).toBe(5);
  expect(text(bytes, 512, 512)).toBe('a bun');
  const sum = parseInt(text(bytes, 148, 8), 8);
  bytes.fill(32, 148, 156);
  expect(bytes.subarray(0, 512).reduce((all, one) => all + one, 0)).toBe(sum);
});

test('a long name stands in a record of its own', async () => {
  const path = `${'folder/'.repeat(20)}ä.txt`;
  const bytes = new Uint8Array(await tar([{ path, file: new Blob(['x']) }]).arrayBuffer());
  expect(text(bytes, 0, 100)).toBe('././@LongLink');
  expect(text(bytes, 512, 512)).toBe(path);
});
