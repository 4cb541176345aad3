// The editor of Label Studio, with the same image, the same boxes and the same hand as ours: `benchmarks/editor --peer PROGRAM`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as listen } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxes, browser, heap, image, latency, numbers, pace, watch, way } from '../driver/gestures.mjs';

const token = 'c'.repeat(40);
const names = ['Parcel', 'Bag', 'Tube', 'Label'];
const config = `<View><Image name="image" value="$image" zoom="true" zoomControl="true"/><RectangleLabels name="label" toName="image">${names.map((name) => `<Label value="${name}"/>`).join('')}</RectangleLabels></View>`;
const patience = 90_000;

const freePort = () => new Promise((done) => {
  const one = listen().listen(0, '127.0.0.1', () => {
    const { port } = one.address();
    one.close(() => done(port));
  });
});

async function start(program, folder) {
  const [port, password] = [await freePort(), randomBytes(12).toString('hex')];
  const log = openSync(join(folder, 'log'), 'w');
  const peer = spawn(program, ['start', '--no-browser', '--port', String(port), '--data-dir', folder, '--username', 'owner@example.org', '--password', password, '--user-token', token], {
    detached: true, stdio: ['ignore', log, log],
    env: { ...process.env, LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN: 'true', COLLECT_ANALYTICS: 'false', SENTRY_DSN: '', LATEST_VERSION_CHECK: 'false', LABEL_STUDIO_BASE_DATA_DIR: folder },
  });
  const url = `http://127.0.0.1:${port}`;
  const call = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, { method, headers: { Authorization: `Token ${token}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer.json();
  };
  for (let i = 0; i < 600; i++) {
    if (await call('GET', '/api/projects').then(() => true, () => false)) return { url, call, password, stop: () => process.kill(-peer.pid, 'SIGKILL') };
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`Label Studio does not answer; see ${folder}`);
}

const resultOf = (all) => all.map((box, i) => ({
  id: `r${i}`, from_name: 'label', to_name: 'image', type: 'rectanglelabels', original_width: image.width, original_height: image.height, image_rotation: 0,
  value: { x: (box.x / image.width) * 100, y: (box.y / image.height) * 100, width: (box.width / image.width) * 100, height: (box.height / image.height) * 100, rotation: 0, rectanglelabels: [names[i % 4]] },
}));

const painted = (page, n) => page.waitForFunction((count) => window.Htx?.annotationStore?.selected?.regions?.length >= count, n, { timeout: patience, polling: 50 });

async function measure(page, { url, call }, source, n, seconds) {
  const all = boxes(n);
  const { id } = await call('POST', '/api/projects', { title: `Boxes ${n}`, label_config: config });
  const { id: task } = await call('POST', `/api/tasks`, { project: id, data: { image: source } });
  await call('POST', `/api/tasks/${task}/annotations/`, { result: resultOf(all), lead_time: 1 });
  const found = { regions: n };
  const begun = Date.now();
  try {
    await page.goto(`${url}/projects/${id}/data?task=${task}`, { timeout: patience });
    await painted(page, n);
    // Until the page answers within a frame or two again.
    await page.evaluate(async () => {
      for (let calm = 0, last = performance.now(); calm < 3; ) {
        await new Promise((done) => requestAnimationFrame(done));
        calm = performance.now() - last < 100 ? calm + 1 : 0;
        last = performance.now();
      }
    });
  } catch (error) {
    return { ...found, open: `not within ${patience / 1000} s (${String(error.message).split('\n')[0]})` };
  }
  found.open = Date.now() - begun;
  const frame = await page.locator('.konvajs-content').first().boundingBox();
  const scale = Math.min(frame.width / image.width, frame.height / image.height);
  const at = (x, y) => [frame.x + x * scale, frame.y + y * scale];
  const random = numbers(3);
  const anywhere = () => at(200 + random() * 3600, 200 + random() * 2600);
  await page.mouse.move(...anywhere());
  found.hover = await latency(page, 'pointermove', Array.from({ length: 20 }, () => () => page.mouse.move(...anywhere())), 100);
  found.select = await latency(page, 'pointerdown', all.slice(0, 8).map((box) => async () => {
    await page.mouse.move(...at(box.x + box.width / 2, box.y + box.height / 2));
    await page.mouse.down();
    await page.mouse.up();
  }), 400);
  await page.keyboard.press('Escape');
  found.add = await latency(page, 'pointerup', Array.from({ length: 6 }, () => async () => {
    await page.keyboard.press('1');
    const [x, y] = anywhere();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y + 16, { steps: 3 });
    await page.mouse.up();
    await page.waitForTimeout(800);
  }), 400);
  await page.keyboard.press('Escape');
  const place = ([px, py]) => [frame.x + px * frame.width, frame.y + py * frame.height];
  await page.mouse.move(...place([0.5, 0.5]));
  await page.keyboard.down('Control');
  found.zoom = await pace(page, seconds, (i) => page.mouse.wheel(0, i % 20 < 10 ? -60 : 60));
  for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await page.keyboard.press('h');
  await page.mouse.move(...place(way(0)));
  await page.mouse.down();
  found.pan = await pace(page, seconds, (i) => page.mouse.move(...place(way(i))));
  await page.mouse.up();
  return { ...found, heapMegabytes: await heap(page) };
}

/** What Label Studio takes with so many boxes on the same image, a run for each count. */
export async function labelStudio(program, bytes, counts, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'label-studio-'));
  const files = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'image/png', 'Access-Control-Allow-Origin': '*' }).end(bytes)).listen(0, '127.0.0.1');
  const peer = await start(program, folder);
  const chromium = await browser();
  const found = [];
  try {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript(watch);
    const page = await context.newPage();
    await page.goto(`${peer.url}/user/login`);
    await page.locator('input[name=email]').fill('owner@example.org');
    await page.locator('input[name=password]').fill(peer.password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/projects|\/$/);
    for (const n of counts) {
      found.push(await measure(page, peer, `http://127.0.0.1:${files.address().port}/image.png`, n, seconds).catch((error) => ({ regions: n, failed: String(error.message).split('\n')[0] })));
    }
  } finally {
    await chromium.close();
    peer.stop();
    files.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}
