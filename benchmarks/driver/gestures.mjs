// What a hand does on an image, and how long the page takes for it. The same for every editor that is measured.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const web = join(import.meta.dirname, '../../web');
const { chromium } = createRequire(join(web, 'package.json'))('playwright-core');
export const { png } = await import(join(web, 'e2e/png.mjs'));

export const image = { width: 4000, height: 3000 };

export const browser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--enable-precise-memory-info'] });

/** Numbers from 0 up to 1, the same on every run. */
export function numbers(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Boxes all over the image, most of them small. */
export function boxes(n, seed = 5) {
  const random = numbers(seed);
  return Array.from({ length: n }, () => {
    const [width, height] = [12 + random() ** 3 * 240, 12 + random() ** 3 * 180];
    return { x: Math.round(random() * (image.width - width)), y: Math.round(random() * (image.height - height)), width: Math.round(width), height: Math.round(height) };
  });
}

/** A picture with a little of everything, so that it is no smaller as a file than it should be. */
export function picture() {
  const random = numbers(9);
  const grain = Uint8Array.from({ length: 65_536 }, () => random() * 12);
  return png(image.width, image.height, (x, y) => {
    const g = grain[(x >> 1) * 31 + (y >> 1) * 57 & 65_535];
    return [(x >> 4) % 200 + g, (y >> 4) % 190 + g, ((x + y) >> 5) % 180 + g];
  });
}

/** Notes for every event how long it took until the frame after the one that followed it began: what it caused was painted then. */
export const watch = () => {
  window.seen = { latencies: [], frames: 0, draws: 0, watched: null };
  const tick = () => {
    window.seen.frames++;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  for (const type of ['pointermove', 'pointerdown', 'pointerup', 'keydown']) {
    addEventListener(type, (event) => {
      if (window.seen.watched !== type) return;
      const at = event.timeStamp;
      requestAnimationFrame(() => requestAnimationFrame(() => window.seen.latencies.push(performance.now() - at)));
    }, { capture: true });
  }
  for (const name of ['drawElements', 'drawElementsInstanced', 'drawArrays', 'drawArraysInstanced']) {
    const before = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      window.seen.draws++;
      return before.apply(this, given);
    };
  }
};

export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN) * 10) / 10;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95) };
}

/** Runs the steps, a pause after each, and tells how long the page took for the events of this type. */
export async function latency(page, type, steps, pause = 60) {
  await page.evaluate((watched) => Object.assign(window.seen, { latencies: [], watched }), type);
  for (const step of steps) {
    await step();
    await page.waitForTimeout(pause);
  }
  await page.waitForFunction((n) => window.seen.latencies.length >= n, 1, { timeout: 60_000 });
  await page.waitForTimeout(pause);
  return spread(await page.evaluate(() => (window.seen.watched = null, window.seen.latencies)));
}

/** Frames a second while the hand does not rest, script and draw calls a frame. */
export async function pace(page, seconds, step) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const script = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'ScriptDuration').value;
  const before = [await script(), await page.evaluate(() => ({ at: performance.now(), frames: window.seen.frames, draws: window.seen.draws }))];
  for (let i = 0, end = Date.now() + seconds * 1000; Date.now() < end; i++) await step(i);
  const after = [await script(), await page.evaluate(() => ({ at: performance.now(), frames: window.seen.frames, draws: window.seen.draws }))];
  await session.detach();
  const [took, frames] = [(after[1].at - before[1].at) / 1000, after[1].frames - before[1].frames];
  return { framesPerSecond: Math.round((frames / took) * 10) / 10, scriptMillisPerFrame: Math.round(((after[0] - before[0]) * 10_000) / frames) / 10, drawCallsPerFrame: Math.round((after[1].draws - before[1].draws) / frames) };
}

export async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return Math.round(metrics.find((one) => one.name === 'JSHeapUsedSize').value / 1e5) / 10;
}

/** A way over the stage that is never the same, from 0 to 1 of its width and height. */
export const way = (i) => [0.5 + 0.3 * Math.sin(i / 7), 0.5 + 0.3 * Math.cos(i / 11)];
