import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, it } from 'vitest';

// JavaScript, as the page's own code knows nothing of Node.

/**
 * Tests against reference data outside of the repository: below the path in MASLIN_SHARED, else below a folder `shared`
 * beside the nearest ancestor that has one. Without it they are left out and say so, or fail when CI is set.
 *
 * @param {string} name
 * @param {(folder: string) => void} tests
 */
export function withSharedData(name, tests) {
  const folder = sharedFolder(name);
  if (folder !== null) return describe(`held against ${name}`, () => tests(folder));
  const message = `The reference data ${name} is not here; set MASLIN_SHARED.`;
  if (process.env['CI'] !== 'true') console.warn(`LEFT OUT: ${message}`);
  it.skipIf(process.env['CI'] !== 'true')(`held against ${name}`, () => {
    throw new Error(message);
  });
}

function sharedFolder(name) {
  const given = process.env['MASLIN_SHARED'];
  if (given !== undefined) return existsSync(join(given, name)) ? join(given, name) : null;
  for (let at = process.cwd(); ; at = dirname(at)) {
    if (existsSync(join(at, 'shared', name))) return join(at, 'shared', name);
    if (at === dirname(at)) return null;
  }
}

/** @type {(...path: string[]) => string} */
export const readText = (...path) => readFileSync(join(...path), 'utf8');

/** @type {(...path: string[]) => string[]} */
export const filesOf = (...path) => readdirSync(join(...path));

/**
 * The pixels of a small PNG of one channel or more, 8 bits or fewer, not interlaced: set where the first channel is not 0.
 *
 * @param {string} file
 * @returns {{ width: number, height: number, data: Uint8Array }}
 */
export function readPng(file) {
  const bytes = readFileSync(file);
  const [width, height, depth, colour] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25]];
  const parts = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const channels = [1, 0, 3, 1, 2, 0, 4][colour];
  const stride = Math.ceil((width * channels * depth) / 8);
  const step = Math.max(1, (channels * depth) >> 3);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const [left, up, corner] = [i >= step ? rows[y * stride + i - step] : 0, y > 0 ? rows[(y - 1) * stride + i] : 0, i >= step && y > 0 ? rows[(y - 1) * stride + i - step] : 0];
      const guess = left + up - corner;
      const [da, db, dc] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const paeth = da <= db && da <= dc ? left : db <= dc ? up : corner;
      const add = [0, left, up, (left + up) >> 1, paeth][filter];
      rows[y * stride + i] = ((raw[y * (stride + 1) + 1 + i]) + add) & 255;
    }
  }
  return { width, height, data: Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const bit = x * channels * depth;
    const byte = rows[y * stride + (bit >> 3)];
    const value = depth === 8 ? byte : (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    return value > 0 ? 1 : 0;
  }) };
}
