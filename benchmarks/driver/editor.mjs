import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { boxes, browser, heap, image, latency, numbers, pace, picture, png, spread, watch, way } from './gestures.mjs';

const { values: options } = parseArgs({
  options: {
    maslin: { type: 'string', default: join(import.meta.dirname, '../../maslin') },
    regions: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '5' },
    tasks: { type: 'string', default: '50' },
    peer: { type: 'string' },
    'peer-regions': { type: 'string', default: '500,2000' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`benchmarks/editor [--maslin PROGRAM] [--regions 10000] [--seconds 5] [--tasks 50] [--peer VENV/bin/label-studio [--peer-regions 500,2000]]

Starts a server on a folder of its own, imports an image of ${image.width} x ${image.height} with that many predicted boxes, and works on it in a
headless Chromium with software rendering. Then labels so many small images one after the other. Prints one JSON object.
Latencies are milliseconds from the event to the beginning of the frame after the one that it caused.`);
  process.exit(0);
}

const password = 'quiet mill by the river';
const question = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box', 'polygon', 'mask'], classes: ['Parcel', 'Bag', 'Tube', 'Label'].map((caption) => ({ name: caption.toLowerCase(), caption })) };

async function serve(data) {
  const server = spawn(options.maslin, ['serve', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = createInterface(server.stdout);
  for (;;) {
    const [line] = await once(said, 'line');
    const url = line.match(/http:\S+/)?.[0].replace(/\/$/, '');
    if (url) return { server, url, link: execFileSync(options.maslin, ['admin', 'owner', '--email', 'owner@example.org', '--base-url', url, '--data', data], { encoding: 'utf8' }).trim().split('\n').at(-1) };
  }
}

async function comeIn(page, link) {
  await page.goto(link);
  await page.locator('#name').fill('Owner');
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
}

/** A project of images that begin with predicted boxes. */
async function project(context, url, name, pictures, predicted) {
  const { csrfToken } = await (await context.request.get(`${url}/api/v1/session`)).json();
  const send = async (method, path, data, type = 'application/json') => {
    const answer = await context.request.fetch(`${url}/api/v1${path}`, { method, data, headers: { 'X-CSRF-Token': csrfToken, 'Content-Type': type }, timeout: 120_000 });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const { id } = await send('POST', '/projects', { name, ontology: { questions: [question] } });
  const samples = [];
  for (const [i, bytes] of pictures.entries()) {
    const { blob } = await send('POST', `/projects/${id}/files?name=${i}.png`, bytes, 'application/octet-stream');
    samples.push(JSON.stringify({ key: `image-${i}`, image: { blob, name: `${i}.png` } }));
  }
  await send('POST', `/projects/${id}/samples?tasks=true`, samples.join('\n'), 'application/x-ndjson');
  const labels = question.classes.map((one) => one.name);
  const regions = predicted.map((box, i) => ({ id: `r${i}`, label: labels[i % labels.length], box, origin: 'machine' }));
  for (let i = 0; i < pictures.length; i++) await send('POST', `/projects/${id}/predictions`, { predictions: [{ sampleKey: `image-${i}`, model: 'finder', modelVersion: '1', answers: { things: { regions } } }] });
  await send('PATCH', `/projects/${id}`, { prefill: true });
  return id;
}

const drawn = (page, after = 0) => page.waitForFunction((at) => (performance.getEntriesByName('image-drawn').at(-1)?.startTime ?? 0) > at, after, { timeout: 120_000, polling: 5 });

async function open(page, address) {
  await page.goto(address);
  await drawn(page);
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const there = performance.getEntriesByType('resource').find((one) => one.name.includes('/assignments/') || one.name.includes('/next'));
    return { fromNavigation: Math.round(performance.now()), assignmentThere: Math.round(there?.responseEnd ?? NaN), imageDrawn: Math.round(performance.getEntriesByName('image-drawn').at(-1).startTime) };
  });
}

async function work(page, predicted, seconds) {
  const stage = page.locator('main [role="application"]');
  await stage.focus();
  await page.keyboard.press('0');
  await page.waitForTimeout(1000);
  const frame = await stage.boundingBox();
  const scale = Math.min(frame.width / image.width, frame.height / image.height);
  const at = (x, y) => [frame.x + (frame.width - image.width * scale) / 2 + x * scale, frame.y + (frame.height - image.height * scale) / 2 + y * scale];
  const random = numbers(3);
  const anywhere = () => at(200 + random() * 3600, 200 + random() * 2600);
  const middle = (box) => at(box.x + box.width / 2, box.y + box.height / 2);
  const found = {};
  await page.mouse.move(...anywhere());
  found.hover = await latency(page, 'pointermove', Array.from({ length: 60 }, () => () => page.mouse.move(...anywhere())));
  found.select = await latency(page, 'pointerdown', predicted.slice(0, 40).map((box) => async () => {
    await page.mouse.move(...middle(box));
    await page.waitForTimeout(40);
    await page.mouse.down();
    await page.mouse.up();
  }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await page.waitForTimeout(200);
  found.add = await latency(page, 'pointerup', Array.from({ length: 30 }, (_, i) => async () => {
    const [x, y] = anywhere();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y + 16, { steps: 3 });
    await page.mouse.up();
    if (i % 5 === 4) await page.waitForTimeout(200);
  }), 120);
  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  const big = predicted.filter((box) => box.width > 150 && box.height > 100)[0];
  const [x, y] = middle(big);
  await page.mouse.move(x, y);
  await page.mouse.down();
  found.drag = await latency(page, 'pointermove', Array.from({ length: 50 }, (_, i) => () => page.mouse.move(x + 3 * i * Math.cos(i / 9), y + 3 * Math.sin(i / 5) * i)), 40);
  await page.mouse.up();
  await page.keyboard.press('Escape');
  const place = ([px, py]) => [frame.x + px * frame.width, frame.y + py * frame.height];
  const pan = async (name) => {
    await page.keyboard.press('h');
    await page.mouse.move(...place(way(0)));
    await page.mouse.down();
    found[name] = await pace(page, seconds, (i) => page.mouse.move(...place(way(i))));
    await page.mouse.up();
    await page.keyboard.press('v');
  };
  await pan('panWhole');
  await page.mouse.move(...place([0.5, 0.5]));
  found.zoom = await pace(page, seconds, (i) => page.mouse.wheel(0, i % 60 < 30 ? -60 : 60));
  await page.keyboard.press('0');
  for (let i = 0; i < 5; i++) await page.keyboard.press('+');
  await pan('panNear');
  await page.keyboard.press('0');
  return { ...found, heapMegabytes: await heap(page) };
}

/** From one task to the next, each drawn with its image. */
async function tasks(page, address, n) {
  await page.goto(address);
  await drawn(page);
  const times = [];
  const heaps = [await heap(page)];
  for (let i = 0; i < n - 1; i++) {
    await page.getByText('Next task is ready').waitFor();
    await page.locator('main [role="application"]').focus();
    await page.waitForTimeout(250);
    const before = await page.evaluate(() => {
      addEventListener('keydown', (event) => (window.pressed = event.timeStamp), { capture: true, once: true });
      return performance.now();
    });
    await page.keyboard.press('Control+Enter');
    await drawn(page, before);
    times.push(await page.evaluate(() => performance.getEntriesByName('image-drawn').at(-1).startTime - window.pressed));
  }
  heaps.push(await heap(page));
  return { submitToNextDrawn: spread(times), heapMegabytes: heaps };
}

const data = mkdtempSync(join(tmpdir(), 'maslin-editor-'));
const { server, url, link } = await serve(data);
const found = { when: new Date().toISOString(), regions: Number(options.regions) };
const bytes = picture();
found.imageMegabytes = Math.round(bytes.length / 1e5) / 10;
const chromium = await browser();
try {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(watch);
  const page = await context.newPage();
  await comeIn(page, link);
  const predicted = boxes(Number(options.regions));
  const many = await project(context, url, 'Many', [bytes], predicted);
  const small = Array.from({ length: Number(options.tasks) }, (_, i) => png(640, 480, (x, y) => [(x + i * 7) % 255, y % 255, 90]));
  const series = await project(context, url, 'Series', small, boxes(20).map((box) => ({ x: box.x / 8, y: box.y / 8, width: box.width / 4, height: box.height / 4 })));
  await page.waitForTimeout(1500);
  found.openCold = await open(page, `${url}/projects/${many}/label`);
  found.open = await open(page, `${url}/projects/${many}/label`);
  found.ours = await work(page, predicted, Number(options.seconds));
  found.tasks = await tasks(page, `${url}/projects/${series}/label`, Number(options.tasks));
  await context.close();
} finally {
  await chromium.close();
  server.kill();
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
}
if (options.peer) {
  const { labelStudio } = await import('../peers/label_studio_editor.mjs');
  found.labelStudio = await labelStudio(options.peer, bytes, options['peer-regions'].split(',').map(Number), Number(options.seconds));
}
console.log(JSON.stringify(found, null, 2));
