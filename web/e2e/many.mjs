// Task after task in one tab: images that are drawn on and texts that are marked, and what the tab holds after a collection of garbage.
import { check, server } from './browser.mjs';
import { call, project } from './hands.mjs';
import { png } from './png.mjs';

const drawn = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box'], classes: [{ name: 'parcel' }, { name: 'bag' }] };
const marked = { name: 'names', kind: 'regions', caption: 'Mark the names', shapes: ['span'], classes: [{ name: 'place' }, { name: 'date' }] };

async function held(session) {
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((one) => one.name === name).value;
  return { heapMegabytes: Math.round(of('JSHeapUsedSize') / 1e4) / 100, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

async function imagesOf(context, n) {
  const id = await project(context, [drawn], []);
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const samples = [];
  for (let i = 0; i < n; i++) {
    const answer = await context.request.post(`${server}/api/v1/projects/${id}/files?name=${i}.png`, { headers: { 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/octet-stream' }, data: png(320, 240, (x, y) => [(x + i * 7) % 255, (y + i) % 255, i % 255]) });
    samples.push(JSON.stringify({ key: `image-${String(i).padStart(4, '0')}`, image: { blob: (await answer.json()).blob, name: `${i}.png` } }));
  }
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, samples.join('\n'), 'application/x-ndjson');
  return id;
}

/** Does all tasks of a project, and tells what the tab holds now and then. */
async function work(page, session, id, n, start, one) {
  const seen = [];
  await page.goto(`${server}/projects/${id}/label`);
  await page.locator(start).waitFor();
  for (let i = 0; i < n; i++) {
    await one(i);
    if (i < n - 1) await page.getByText('Next task is ready').waitFor();
    await page.keyboard.press('Control+Enter');
    if (i === n - 1) await page.getByText('Nothing left to do here').waitFor();
    // The first tenth loads what comes later at all times.
    if ((i + 1) % Math.ceil(n / 10) === 0) seen.push({ tasks: i + 1, ...(await held(session)) });
  }
  return seen;
}

/** @returns what a tab held, by kind of task, ten times on its way */
export async function labelMany(context, n) {
  const [images, texts] = [await imagesOf(context, n), await project(context, [marked], Array.from({ length: n }, (_, i) => ({ key: `text-${String(i).padStart(4, '0')}`, text: `Görlitz, letter ${i}. `.repeat(40) })))];
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const stage = page.locator('main [role="application"]');
  const found = {};
  let last = '';
  found.images = await work(page, session, images, n, 'main [role="application"]', async () => {
    await page.waitForFunction((before) => { const now = String(performance.getEntriesByName('image-drawn').at(-1)?.startTime ?? ''); return now !== '' && now !== before; }, last, { polling: 20 });
    last = await page.evaluate(() => String(performance.getEntriesByName('image-drawn').at(-1)?.startTime ?? ''));
    await page.getByRole('heading', { level: 2, name: /^0 regions$/ }).waitFor();
    const { x, y, width, height } = await stage.boundingBox();
    await page.mouse.move(x + width * 0.4, y + height * 0.4);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height * 0.6);
    await page.mouse.up();
    await page.getByRole('heading', { level: 2, name: /^1 region$/ }).waitFor();
  });
  found.texts = await work(page, session, texts, n, '[data-marking]:focus', async (i) => {
    await page.getByText(`letter ${i}.`).first().waitFor();
    await page.locator('[data-marking]').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('1');
    await page.getByText('one region').first().waitFor();
  });
  const answers = [];
  for (const id of [images, texts]) {
    let after;
    do {
      const turn = await call(context, 'GET', `/projects/${id}/annotations?limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`);
      answers.push(...turn.items);
      after = turn.next;
    } while (after);
  }
  check(answers.length === 2 * n && errors.length === 0, `${2 * n} tasks were labeled in one tab, each answered once${errors.map((one) => `\n    ${one}`).join('')}`);
  await page.close();
  return found;
}

/** How much a tab holds more after each task, from its first tenth on. */
export function growth(seen) {
  const [first, last] = [seen[0], seen.at(-1)];
  const by = (key) => (last[key] - first[key]) / (last.tasks - first.tasks);
  return { kilobytesATask: Math.round(by('heapMegabytes') * 1e4) / 10, nodesATask: Math.round(by('nodes') * 100) / 100, listenersATask: Math.round(by('listeners') * 100) / 100 };
}

export async function many(context) {
  const found = await labelMany(context, 30);
  for (const [kind, seen] of Object.entries(found)) {
    const grown = growth(seen);
    check(grown.nodesATask < 5 && grown.listenersATask < 2 && grown.kilobytesATask < 60, `a tab grows with no task (${kind}: ${grown.kilobytesATask} kB, ${grown.nodesATask} nodes and ${grown.listenersATask} listeners a task)`);
  }
}
