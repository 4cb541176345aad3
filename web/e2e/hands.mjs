// What the journeys on samples share: a project made by the API, and where words stand on the screen.
import { open, server, withBrowser } from './browser.mjs';

export async function call(context, method, path, data, type = 'application/json') {
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const answer = await context.request.fetch(`${server}/api/v1${path}`, { method, data, headers: { 'X-CSRF-Token': csrfToken, 'Content-Type': type } });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  const said = await answer.text();
  return said === '' ? null : JSON.parse(said);
}

/** In by a one-time link. */
export async function signIn(page, link = process.env.MASLIN_LINK, name = 'Owner') {
  await page.goto(link);
  await page.waitForLoadState('networkidle');
  for (const field of await page.locator('form input').all()) await field.fill((await field.getAttribute('type')) === 'password' ? 'quiet mill by the river' : name);
  await page.keyboard.press('Enter');
  await page.waitForURL(/projects/);
}

export async function project(context, questions, samples, more = {}) {
  const made = await call(context, 'POST', '/projects', { name: `Words ${Math.random().toString(36).slice(2)}`, overlap: 1, ontology: { questions }, ...more });
  const report = await call(context, 'POST', `/projects/${made.id}/samples?tasks=true`, samples.map((one) => JSON.stringify(one)).join('\n'), 'application/x-ndjson');
  if (report.rejected.length > 0) throw new Error(`samples: ${JSON.stringify(report.rejected[0])}`);
  return made.id;
}

export async function start(context, questions, samples, change) {
  const id = await project(context, questions, samples);
  if (change) await call(context, 'PATCH', `/projects/${id}`, change);
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server}/projects/${id}/label`);
  return { id, page, errors };
}

export const saved = (page) => page.getByRole('status').getByText(/Saved/).waitFor();

/** Where on the screen the characters of some words are. */
export async function at(page, words, nth = 0) {
  return page.evaluate(([words, nth]) => {
    for (const piece of document.querySelectorAll('[data-chunk] .t')) {
      let from = -1;
      for (let i = 0; i <= nth; i++) from = piece.textContent.indexOf(words, from + 1);
      if (from < 0) continue;
      const range = document.createRange();
      range.setStart(piece.firstChild, from);
      range.setEnd(piece.firstChild, from + words.length);
      const rects = [...range.getClientRects()];
      const [first, last] = [rects[0], rects.at(-1)];
      const rtl = /[\u0590-\u05ff]/.test(words);
      return { x1: rtl ? first.right - 1 : first.left + 1, x2: rtl ? last.left + 1 : last.right - 1, y1: first.top + first.height / 2, y2: last.top + last.height / 2 };
    }
    return null;
  }, [words, nth]);
}

export async function drag(page, words, nth = 0, modifiers = []) {
  const place = await at(page, words, nth);
  for (const one of modifiers) await page.keyboard.down(one);
  await page.mouse.move(place.x1, place.y1);
  await page.mouse.down();
  await page.mouse.move(place.x2, place.y2, { steps: 4 });
  await page.mouse.up();
  for (const one of modifiers) await page.keyboard.up(one);
}

export async function click(page, words, nth = 0, clickCount = 1) {
  const place = await at(page, words, nth);
  await page.mouse.click((place.x1 + place.x2) / 2, place.y1, { clickCount });
}

export async function shots(page, name) {
  for (const [width, height] of [[390, 844], [1280, 800], [1920, 1080]]) for (const colorScheme of ['light', 'dark']) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: null });
}

/** Where regions are drawn. */
export const stage = (page) => page.locator('main [role="application"]');

/** How places of an image lie on the page, the whole image being shown. */
export async function viewOf(page, { width, height }) {
  await stage(page).focus();
  await page.keyboard.press('0');
  const box = await stage(page).boundingBox();
  const scale = Math.min(box.width / width, box.height / height);
  const [left, top] = [box.x + (box.width - width * scale) / 2, box.y + (box.height - height * scale) / 2];
  return ([x, y]) => [left + x * scale, top + y * scale];
}

/** The colour that a place of the page has on the stage. */
export async function colourAt(page, [x, y]) {
  return page.evaluate(([x, y]) => {
    const canvas = document.querySelector('main canvas');
    const { left, top, width } = canvas.getBoundingClientRect();
    const copy = new OffscreenCanvas(1, 1).getContext('2d');
    const by = canvas.width / width;
    copy.drawImage(canvas, (x - left) * by, (y - top) * by, 1, 1, 0, 0, 1, 1);
    return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, [x, y]);
}

/** The answer to an upload of a file that samples may show. */
export async function upload(context, id, name, data) {
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const answer = await context.request.post(`${server}/api/v1/projects/${id}/files?name=${name}`, { headers: { 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/octet-stream' }, data, timeout: 120_000 });
  if (!answer.ok()) throw new Error(await answer.text());
  return answer.json();
}

/** Runs a journey by itself, as the owner, if its file is the one that was started. */
export async function byItself(file, journey) {
  if (process.argv[1] !== file) return;
  await withBrowser(async (browser) => {
    const { context, page } = await open(browser);
    await signIn(page);
    await page.close();
    await journey(browser, context);
  }).catch((error) => {
    console.error(`does not hold: ${error.message}`);
    process.exit(1);
  });
}
