// Images, by the pointer and again by the keyboard alone: every shape is drawn, saved, and is the same after a reload; a
// prediction is accepted, edited and rejected; an edit in the moment of a reload is there; review and task page show it.
import { mkdirSync } from 'node:fs';
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { stage } from './hands.mjs';
import { png } from './png.mjs';

const size = { width: 640, height: 480 };
const shapes = ['box', 'polygon', 'line', 'point', 'ellipse', 'keypoints', 'mask'];
const question = {
  name: 'things', kind: 'regions', caption: 'What is there?', shapes, least: 0,
  classes: ['Parcel', 'Soft bag', 'Tube', 'Address'].map((caption) => ({ name: caption.toLowerCase().replace(' ', '-'), caption })),
  attributes: [{ name: 'damaged', kind: 'choice', caption: 'Damaged?', classes: [{ name: 'yes' }, { name: 'no' }], asking: { required: false } }],
  relations: [{ name: 'on', caption: 'lies on' }],
  skeleton: { points: ['tip', 'middle', 'base'], edges: [[0, 1], [1, 2]] },
};
const predicted = [
  { id: 'p1', label: 'tube', box: { x: 400, y: 40, width: 120, height: 60 }, origin: 'machine' },
  { id: 'p2', label: 'address', box: { x: 420, y: 140, width: 80, height: 60 }, origin: 'machine' },
  { id: 'p3', label: 'parcel', box: { x: 430, y: 240, width: 90, height: 70 }, origin: 'machine' },
];

async function call(context, method, path, data) {
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const answer = await context.request.fetch(`${server}/api/v1${path}`, { method, data, headers: { 'X-CSRF-Token': csrfToken } });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer.status() === 204 ? null : answer.json();
}

/** A picture of things on a belt: bands, blocks and a disc, so that there is something to be labeled. */
function picture(shade) {
  return png(size.width, size.height, (x, y) => {
    if ((x - 500) ** 2 + (y - 380) ** 2 < 60 ** 2) return [40, 160, 90];
    if (x > 60 && x < 220 && y > 60 && y < 160) return [190, 150, 100];
    if (x > 260 && x < 340 && y > 300 && y < 400) return [220, 210, 190];
    return y % 40 < 3 ? [50, 54, 56] : [90 + shade, 96 + shade, 100 + shade];
  });
}

async function projectOf(context, name, images) {
  const { id } = await call(context, 'POST', '/projects', { name: `${name} ${Date.now()}`, ontology: { questions: [question] } });
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const send = async (path, type, data) => {
    const answer = await context.request.post(`${server}/api/v1/projects/${id}/${path}`, { headers: { 'X-CSRF-Token': csrfToken, 'Content-Type': type }, data });
    if (!answer.ok()) throw new Error(await answer.text());
    return answer.json();
  };
  const samples = [];
  for (let i = 0; i < images; i++) {
    const { blob } = await send(`files?name=belt-${i}.png`, 'application/octet-stream', picture(i * 10));
    samples.push(JSON.stringify({ key: `belt-${i}`, image: { blob, name: `belt-${i}.png` } }));
  }
  await send('samples?tasks=true', 'application/x-ndjson', samples.join('\n'));
  return id;
}


async function ready(page) {
  await stage(page).waitFor();
  await page.locator('.at', { hasText: `of ${size.width}` }).waitFor();
  // Until the image is there, in the middle of the stage.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
}

/** How places of the image lie on the page, the whole image being shown. */
async function viewOf(page) {
  await stage(page).focus();
  await page.keyboard.press('0');
  const box = await stage(page).boundingBox();
  const scale = Math.min(box.width / size.width, box.height / size.height);
  const [left, top] = [box.x + (box.width - size.width * scale) / 2, box.y + (box.height - size.height * scale) / 2];
  return ([x, y]) => [left + x * scale, top + y * scale];
}

/** A hand with a mouse. */
function pointer(page, at) {
  const click = async (place, keys = []) => {
    await page.mouse.move(...at(place));
    for (const key of keys) await page.keyboard.down(key);
    await page.mouse.down();
    await page.mouse.up();
    for (const key of keys) await page.keyboard.up(key);
  };
  const drag = async (...way) => {
    await page.mouse.move(...at(way[0]));
    await page.mouse.down();
    for (const place of way.slice(1)) await page.mouse.move(...at(place), { steps: 4 });
    await page.mouse.up();
  };
  const tool = (name) => page.getByRole('button', { name: new RegExp(`^${name}, `) }).click();
  return { click, drag, tool, end: () => page.keyboard.press('Enter') };
}

/** A hand on the keyboard alone. */
function keyboard(page) {
  const here = async () => (await page.locator('.at').innerText()).match(/[\d,]+/g).slice(0, 2).map((one) => Number(one.replaceAll(',', '')));
  const go = async ([x, y]) => {
    for (const [axis, to, back, ahead] of [[0, x, 'ArrowLeft', 'ArrowRight'], [1, y, 'ArrowUp', 'ArrowDown']]) {
      for (;;) {
        const away = to - (await here())[axis];
        if (away === 0) break;
        const key = away < 0 ? back : ahead;
        for (let n = Math.floor(Math.abs(away) / 10); n > 0; n--) await page.keyboard.press(key);
        for (let n = Math.abs(away) % 10; n > 0; n--) await page.keyboard.press(`Shift+${key}`);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      }
    }
  };
  const click = async (place, keys = []) => {
    await go(place);
    await page.keyboard.press(keys.length > 0 ? 'Shift+Space' : 'Space');
  };
  const drag = async (...way) => {
    for (const place of way) {
      await go(place);
      if (place === way[0] || place === way.at(-1)) await page.keyboard.press('Space');
    }
  };
  const keys = { Box: 'b', 'Turned box': 'r', Polygon: 'p', 'Hole in a polygon': 'Shift+P', Line: 'l', Ellipse: 'e', Point: 't', Keypoints: 'k', Brush: 'm', Wand: 'w', Scissors: 'd', Superpixels: 'u', Select: 'v' };
  return { click, drag, tool: (name) => page.keyboard.press(keys[name]), end: () => page.keyboard.press('Enter') };
}

/** Draws each shape once; the same for both hands. */
async function drawAll(page, hand, regions) {
  await hand.tool('Box');
  await page.keyboard.press('1');
  await hand.drag([60, 60], [220, 160]);
  await hand.tool('Turned box');
  await hand.click([300, 60]);
  await hand.click([360, 100]);
  await hand.click([330, 145]);
  await hand.tool('Polygon');
  await page.keyboard.press('2');
  for (const place of [[60, 200], [200, 200], [200, 280], [60, 280]]) await hand.click(place);
  await hand.end();
  await hand.tool('Hole in a polygon');
  for (const place of [[100, 220], [150, 220], [150, 260]]) await hand.click(place);
  await hand.end();
  await hand.tool('Line');
  for (const place of [[60, 320], [120, 350], [200, 320]]) await hand.click(place);
  await hand.end();
  await hand.tool('Ellipse');
  await page.keyboard.press('3');
  await hand.drag([250, 200], [350, 260]);
  await hand.tool('Point');
  await hand.click([400, 220]);
  await hand.tool('Keypoints');
  await hand.click([380, 260]);
  await hand.click([400, 280], ['Alt']);
  await hand.click([380, 300]);
  await hand.tool('Brush');
  await page.keyboard.press('4');
  await hand.drag([80, 400], [140, 400]);
  await hand.tool('Wand');
  await hand.click([500, 380]);
  await hand.tool('Scissors');
  await page.keyboard.press('2');
  for (const place of [[260, 300], [340, 300], [340, 400], [260, 400]]) await hand.click(place);
  await hand.end();
  await hand.tool('Superpixels');
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await hand.click([90, 90]);
  await hand.click([130, 90]);
  await hand.click([90, 90], ['Shift']);
  await counted(page, regions, `${regions} regions are drawn`);
}

/** Waits until there are so many regions, and says so. */
async function counted(page, n, what) {
  await page.getByRole('heading', { level: 2, name: new RegExp(`^${n} regions?$`) }).waitFor();
  check(true, what);
}

async function saved(page) {
  await page.getByRole('status').getByText(/Saved|Nothing to save/).waitFor({ timeout: 15_000 });
}

const close = (a, b) => Math.abs(a - b) <= 1.5;
function alike(a, b) {
  if (typeof a === 'number') return typeof b === 'number' && close(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => alike(one, b[i]));
  if (a !== null && typeof a === 'object') return Object.keys(a).length === Object.keys(b ?? {}).length && Object.keys(a).every((key) => alike(a[key], b?.[key]));
  return a === b;
}
const boundsOf = (points) => [Math.min, Math.max].flatMap((of) => [0, 1].map((axis) => of(...points.map((one) => one[axis]))));
const areaOf = (points) => Math.abs(points.reduce((sum, [x, y], i) => sum + x * points[(i + 1) % points.length][1] - points[(i + 1) % points.length][0] * y, 0)) / 2;
const shapeOf = (region) => shapes.find((one) => region[one] !== undefined);
/** A mask by its area and its place, as a brush that is a pixel further is the same mask to an eye. */
function summary(region) {
  const { id, ...rest } = region;
  void id;
  // What the scissors cut has as many points as its edge needs.
  if (rest.polygon?.length > 8) return { ...rest, polygon: [...boundsOf(rest.polygon), Math.round(areaOf(rest.polygon) / 200)] };
  if (rest.mask === undefined) return rest;
  const area = rest.mask.runs.reduce((sum, run, i) => sum + (i % 2) * run, 0);
  return { ...rest, mask: [rest.mask.x, rest.mask.y, rest.mask.width, rest.mask.height, Math.round(area / 100)] };
}

async function clean(page, name) {
  const found = await faults(page, name);
  check(found.length === 0, `${name}: axe finds nothing, nothing scrolls sideways${lines(found)}`);
}

async function shoot(page, name) {
  const folder = process.env.MASLIN_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of [[390, 844], [1280, 800], [1920, 1080]]) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}

const answers = async (context, id) => (await call(context, 'GET', `/projects/${id}/annotations`)).items.map((one) => one.answers.things);

/** Labels one image, reloads in between, and submits it. */
async function labelOne(context, page, hand, id) {
  await drawAll(page, hand, 11);
  await page.keyboard.press('Escape');
  // In the moment after an edit, before anything was sent.
  await page.reload();
  await ready(page);
  await counted(page, 11, 'an edit in the moment before a reload is there');
  await saved(page);
  await page.reload();
  await ready(page);
  await counted(page, 11, 'saved and loaded again, the regions are there');
  const before = (await answers(context, id)).length;
  await stage(page).focus();
  await page.keyboard.press('Control+Enter');
  for (let i = 0; i < 150 && (await answers(context, id)).length === before; i++) await page.waitForTimeout(100);
  return (await answers(context, id)).find((one) => one.regions.length === 11);
}

export async function image(context) {
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && !/status of 40\d|ERR_INTERNET_DISCONNECTED/.test(message.text()) && errors.push(message.text()));

  const [byPointer, byKeys] = [await projectOf(context, 'Belt by pointer', 1), await projectOf(context, 'Belt by keyboard', 1)];
  await page.goto(`${server}/projects/${byPointer}/label`);
  await ready(page);
  const first = await labelOne(context, page, pointer(page, await viewOf(page)), byPointer);
  check(first !== undefined, 'every shape is labeled with the pointer');
  const cut = first.regions.find((one) => one.polygon && one.polygon.length !== 4);
  const [block, outline] = [[260, 300, 340, 400], cut?.polygon ?? [[0, 0]]];
  check(boundsOf(outline).every((one, i) => Math.abs(one - block[i]) <= 2) && Math.abs(areaOf(outline) - 8000) < 320, 'the scissors lay along the edges of the block between four anchors');
  check(new Set(first.regions.map(shapeOf)).size === shapes.length && first.regions.some((one) => one.holes?.length === 1), 'each shape is there, and the hole');

  await page.goto(`${server}/projects/${byKeys}/label`);
  await ready(page);
  await stage(page).focus();
  await page.mouse.move(0, 0);
  const second = await labelOne(context, page, keyboard(page), byKeys);
  check(second !== undefined, 'every shape is labeled by the keyboard alone');
  const differing = first.regions.filter((one, i) => !alike(summary(one), summary(second.regions[i])));
  check(differing.length === 0, `both hands drew the same${differing.map((one) => `\n    ${JSON.stringify(summary(one))} and ${JSON.stringify(summary(second.regions[first.regions.indexOf(one)]))}`).join('')}`);

  await predictions(context, page);
  await cutOff(context, page);
  await elsewhere(context, page, byPointer);
  await reviewed(context, page);
  await withoutWebGl(context);
  check(errors.length === 0, `no error of script or of the content policy${lines(errors)}`);
  await page.close();
}

async function predictions(context, page) {
  const id = await projectOf(context, 'Belt predicted', 2);
  const samples = (await call(context, 'GET', `/projects/${id}/samples`)).items;
  await call(context, 'POST', `/projects/${id}/predictions`, { predictions: samples.map((one) => ({ sampleKey: one.key, model: 'finder', modelVersion: '2', score: 0.8, answers: { things: { regions: predicted } } })) });
  await call(context, 'PATCH', `/projects/${id}`, { prefill: true });
  await page.waitForTimeout(1100);
  await page.goto(`${server}/projects/${id}/label`);
  await ready(page);
  await stage(page).focus();
  await counted(page, 3, 'a task begins with the predicted regions');
  await shoot(page, 'label-image');
  await clean(page, 'an image being labeled');
  await page.keyboard.press('Tab');
  await shoot(page, 'label-image-selected');
  await clean(page, 'a selected region');
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('n');
  await page.keyboard.press('x');
  await counted(page, 2, 'a prediction is rejected with one key');
  await page.keyboard.press('Control+z');
  await counted(page, 3, 'what was rejected comes back by undo');
  await page.keyboard.press('Control+y');
  await counted(page, 2, 'and goes again by redo');
  await saved(page);
  await page.keyboard.press('Control+Enter');
  let [given] = [];
  for (let i = 0; i < 150 && given === undefined; i++) {
    [given] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
    await page.waitForTimeout(100);
  }
  const origins = Object.fromEntries(given.answers.things.regions.map((one) => [one.id, one.origin]));
  check(origins.p1 === 'accepted' && origins.p2 === 'edited' && origins.p3 === undefined, `accepted, edited, rejected: each with one key (${JSON.stringify(origins)})`);
  check(given.origins.things.p1 === 'prediction' && given.origins.things.p2 === 'prediction-edited', 'the server finds the same of where each region is from');
}

/** What is drawn while the network is away is there afterwards, and none of it twice. */
async function cutOff(context, page) {
  const id = await projectOf(context, 'Belt cut off', 1);
  await page.goto(`${server}/projects/${id}/label`);
  await ready(page);
  const hand = pointer(page, await viewOf(page));
  await context.setOffline(true);
  await hand.tool('Box');
  for (let i = 0; i < 20; i++) await hand.drag([80 + (i % 5) * 100, 40 + Math.floor(i / 5) * 100], [140 + (i % 5) * 100, 100 + Math.floor(i / 5) * 100]);
  await counted(page, 20, 'without a network one draws on');
  await page.getByRole('status').getByText(/Kept here/).waitFor({ timeout: 15_000 });
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('status').getByText(/Saved/).waitFor({ timeout: 45_000 });
  await page.reload();
  await ready(page);
  await counted(page, 20, 'and all of it is there when the network is back');
}

async function elsewhere(context, page, id) {
  const [task] = (await call(context, 'GET', `/projects/${id}/tasks`)).items;
  await page.goto(`${server}/tasks/${task.id}`);
  await stage(page).waitFor();
  await page.waitForTimeout(400);
  await counted(page, 11, 'the task page shows the regions');
  check((await page.getByRole('button', { name: /^Box, / }).count()) === 0, 'and lets nobody draw');
  await shoot(page, 'task-image');
  await clean(page, 'a task with regions');
}

/** The reviewer sees the regions, and changes them where the answer is to be mended. */
async function reviewed(context, page) {
  const id = await projectOf(context, 'Belt reviewed', 1);
  await call(context, 'PATCH', `/projects/${id}`, { review: { levels: 1, rate: 1 } });
  // Nobody reviews an answer of their own.
  const { user } = await call(context, 'POST', '/users', { name: `robot-${Date.now()}`, role: 'annotator', kind: 'simulated' });
  const { secret } = await call(context, 'POST', '/keys', { name: 'robot', userId: user.id });
  const asRobot = async (path, body) => (await fetch(`${server}/api/v1${path}`, { method: 'POST', headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) })).json();
  const lease = await asRobot(`/projects/${id}/assignments`);
  await asRobot(`/assignments/${lease.id}/annotation`, { answers: { things: { regions: [{ id: 'a', label: 'tube', box: { x: 60, y: 60, width: 160, height: 100 }, origin: 'machine' }] } } });
  await page.goto(`${server}/projects/${id}/review`);
  await stage(page).waitFor();
  await counted(page, 1, 'the reviewer sees the region');
  await shoot(page, 'review-image');
  await clean(page, 'a review of regions');
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^Box, / }).waitFor();
  await page.waitForTimeout(300);
  const mending = pointer(page, await viewOf(page));
  await mending.tool('Box');
  await mending.drag([300, 60], [400, 120]);
  await counted(page, 2, 'and mends the answer on the image');
}

/** Where there is no WebGL the plain canvas draws. */
async function withoutWebGl(context) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    for (const kind of [HTMLCanvasElement, OffscreenCanvas]) {
      const before = kind.prototype.getContext;
      kind.prototype.getContext = function (name, ...more) {
        return name.startsWith('webgl') ? null : before.call(this, name, ...more);
      };
    }
  });
  const id = await projectOf(context, 'Belt without WebGL', 1);
  await page.goto(`${server}/projects/${id}/label`);
  await ready(page);
  const hand = pointer(page, await viewOf(page));
  await hand.tool('Box');
  await hand.drag([60, 60], [220, 160]);
  await counted(page, 1, 'without WebGL a box is drawn as well');
  await page.waitForTimeout(300);
  const drawn = await page.evaluate(() => {
    const canvas = document.querySelector('main canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((one, i) => i % 4 === 3 && one > 0);
  });
  check(drawn, 'and the image is there');
  await page.close();
}
