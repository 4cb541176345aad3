// Every tool of an image by keys alone, with motion reduced: placed, moved, made larger, by steps of one's own; points, holes,
// groups, relations, attributes and the light; saved, loaded again, exactly the same.
import { check, server } from './browser.mjs';
import { byItself, call, colourAt, project, saved, stage, upload, viewOf } from './hands.mjs';
import { focus } from './keyboard.mjs';
import { png } from './png.mjs';

const size = { width: 640, height: 480 };
const things = {
  name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box', 'polygon', 'line', 'point', 'ellipse', 'keypoints', 'mask'], classes: [{ name: 'parcel' }, { name: 'tube' }],
  attributes: [{ name: 'damaged', kind: 'choice', caption: 'Damaged?', classes: [{ name: 'yes' }, { name: 'no' }], asking: { required: false } }],
  relations: [{ name: 'on', caption: 'lies on', to: ['tube'] }], skeleton: { points: ['tip', 'base'], edges: [[0, 1]] },
};
const picture = () => png(size.width, size.height, (x, y) => (x > 260 && x < 340 && y > 300 && y < 400 ? [220, 210, 190] : (x - 500) ** 2 + (y - 380) ** 2 < 3600 ? [40, 160, 90] : [90, 96, 100]));

const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const drawn = async (context, id) => (await call(context, 'POST', `/projects/${id}/assignments`)).draft?.things ?? { regions: [] };

/** Brings the cursor of the keys to a place. */
async function go(page, [x, y]) {
  const here = async () => (await page.locator('.at').innerText()).match(/[\d,]+/g).slice(0, 2).map((one) => Number(one.replaceAll(',', '')));
  for (const [axis, to, back, ahead] of [[0, x, 'ArrowLeft', 'ArrowRight'], [1, y, 'ArrowUp', 'ArrowDown']]) {
    for (let away = to - (await here())[axis]; away !== 0; away = to - (await here())[axis]) {
      const key = away < 0 ? back : ahead;
      for (let n = Math.floor(Math.abs(away) / 10); n > 0; n--) await press(page, key);
      for (let n = Math.abs(away) % 10; n > 0; n--) await press(page, `Shift+${key}`);
      await frames(page);
    }
  }
}

async function put(page, ...places) {
  for (const place of places) {
    await go(page, place);
    await press(page, 'Space');
  }
}

/** The answer as the server has it, once it has what is waited for. */
async function kept(page, context, id, holds, what) {
  let answer = { regions: [] };
  for (let i = 0; i < 60; i++) {
    await saved(page);
    answer = await drawn(context, id);
    if (holds(answer.regions, answer)) break;
    await page.waitForTimeout(100);
  }
  check(holds(answer.regions, answer), `${what}${holds(answer.regions, answer) ? '' : `: ${JSON.stringify(answer.regions.at(-1)).slice(0, 400)} ${JSON.stringify(answer.relations ?? [])}`}`);
  return answer;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const moving = (page) => page.evaluate(() => document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).map((one) => one.animationName ?? one.transitionProperty));

/** What each tool draws by keys, how far it is moved (10 and 1 pixels), and made larger. */
const shapes = [
  ['a box', 'b', (page) => put(page, [60, 60], [160, 120]), (one, at) => same(one.box, { x: 60 + at[0], y: 60 + at[1], width: 100 + at[2], height: 60 + at[3] })],
  ['a turned box', 'r', (page) => put(page, [300, 60], [360, 60], [360, 100]), (one, at) => same(one.box, { x: 300 + at[0], y: 60 + at[1], width: 60 + at[2], height: 40 + at[3] })],
  ['an ellipse', 'e', (page) => put(page, [250, 200], [350, 260]), (one, at) => same(one.ellipse, { x: 300 + at[0], y: 230 + at[1], radiusX: 50 + at[2] / 2, radiusY: 30 + at[3] / 2 })],
  ['a polygon', 'p', async (page) => { await put(page, [60, 200], [160, 200], [160, 250]); await press(page, 'Enter'); }, (one, at) => same(one.polygon, [[60 + at[0], 200 + at[1]], [160 + at[0] + at[2], 200 + at[1]], [160 + at[0] + at[2], 250 + at[1] + at[3]]])],
  ['a line', 'l', async (page) => { await put(page, [60, 320], [160, 370]); await press(page, 'Enter'); }, (one, at) => same(one.line, [[60 + at[0], 320 + at[1]], [160 + at[0] + at[2], 370 + at[1] + at[3]]])],
  ['keypoints', 'k', async (page) => { await put(page, [400, 200]); await go(page, [500, 250]); await press(page, 'Shift+Space'); }, (one, at) => same(one.keypoints, [[400 + at[0], 200 + at[1], 2], [500 + at[0] + at[2], 250 + at[1] + at[3], 1]])],
  ['a point', 't', (page) => put(page, [400, 60]), (one, at) => same(one.point, [400 + at[0], 60 + at[1]])],
];

async function begin(context) {
  const id = await project(context, [things], []);
  const { blob } = await upload(context, id, 'belt.png', picture());
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'belt', image: { blob, name: 'belt.png' } }), 'application/x-ndjson');
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server}/projects/${id}/label`);
  await page.locator('.at', { hasText: 'of 640' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
  await page.mouse.move(0, 0);
  await stage(page).focus();
  return { id, page, errors };
}

async function placed(context) {
  const { id, page, errors } = await begin(context);
  const animated = new Set();
  for (const [name, key, draw, is] of shapes) {
    await press(page, key);
    await draw(page);
    const of = (at) => (all) => all.length > 0 && is(all.at(-1), at);
    await kept(page, context, id, of([0, 0, 0, 0]), `${name} is placed by keys`);
    await press(page, 'v', 'ArrowRight', 'ArrowRight', 'Shift+ArrowDown');
    await kept(page, context, id, of([20, 1, 0, 0]), `${name} is moved, by a step and by a pixel`);
    // A step of one's own: half of ten.
    await press(page, '[', 'ArrowLeft', ']');
    await kept(page, context, id, of([15, 1, 0, 0]), `${name} is moved by a smaller step`);
    if (name === 'a point') break;
    await press(page, 'Alt+ArrowRight', 'Alt+ArrowDown', 'Alt+Shift+ArrowRight');
    await kept(page, context, id, of([15, 1, 11, 10]), `${name} is made larger, by a step and by a pixel`);
    for (const one of await moving(page)) animated.add(one);
    await press(page, 'Escape');
  }
  check(animated.size === 0, `nothing moves by itself where motion is reduced${animated.size ? `: ${[...animated]}` : ''}`);
  const before = await drawn(context, id);
  await page.reload();
  await page.getByRole('heading', { level: 2, name: `${shapes.length} regions` }).waitFor();
  check(same(await drawn(context, id), before), 'all of it is the same after a reload');
  check(errors.length === 0, `no error of script${errors.join('\n')}`);
  await page.close();
}

const area = ({ mask }) => mask.runs.reduce((sum, run, i) => sum + (i % 2) * run, 0);

/** Masks: how wide the brush is, how near a colour, how large a piece. */
async function masks(context) {
  const { id, page } = await begin(context);
  await press(page, 'm');
  await put(page, [100, 100], [140, 100]);
  const first = area((await kept(page, context, id, (all) => all.length === 1 && all[0].mask !== undefined, 'the brush paints by keys')).regions[0]);
  await press(page, 'Escape', 'm', ']');
  await put(page, [100, 200], [140, 200]);
  await kept(page, context, id, (all) => all.length === 2 && area(all[1]) > 1.8 * first, 'a brush twice as wide paints more');
  const wide = area((await drawn(context, id)).regions[1]);
  await press(page, 'Shift+M');
  await put(page, [100, 200], [110, 200]);
  await kept(page, context, id, (all) => area(all[1]) < wide - 300, 'the eraser takes away from the selected mask');
  await press(page, 'Escape', 'v', 'n', 'ArrowRight', 'Shift+ArrowDown');
  const [{ mask }] = (await drawn(context, id)).regions;
  await kept(page, context, id, (all) => all.some((one) => one.mask.x === mask.x + 10 && one.mask.y === mask.y + 1) || all[0].mask.y > 0, 'a mask is moved');
  await press(page, 'Escape', 'w');
  await put(page, [300, 350]);
  await kept(page, context, id, (all) => all.length === 3 && Math.abs(area(all[2]) - 79 * 99) < 250, 'the wand takes a block of one colour');
  await press(page, 'Escape', 'w', ...Array.from({ length: 4 }, () => ']'));
  await put(page, [300, 350]);
  await kept(page, context, id, (all) => all.length === 4 && area(all[3]) > 100_000, 'and with a wider reach of colour, all of it');
  await press(page, 'Escape', 'u');
  await put(page, [500, 380]);
  const piece = area((await kept(page, context, id, (all) => all.length === 5, 'a superpixel is picked')).regions[4]);
  await press(page, 'Escape', 'u', ']');
  await put(page, [500, 380]);
  await kept(page, context, id, (all) => all.length === 6 && area(all[5]) > 1.5 * piece, 'pieces twice as large hold more');
  await press(page, 'Escape', 'd');
  await put(page, [260, 300], [340, 300], [340, 400], [260, 400]);
  await press(page, 'Enter');
  const cut = (await kept(page, context, id, (all) => all.length === 7 && all[6].polygon?.length > 2, 'the scissors cut an outline')).regions[6];
  await press(page, 'v', 'ArrowLeft', 'Alt+ArrowRight');
  await kept(page, context, id, (all) => Math.abs(Math.min(...all[6].polygon.map(([x]) => x)) + 10 - Math.min(...cut.polygon.map(([x]) => x))) < 0.01 && Math.abs(Math.max(...all[6].polygon.map(([x]) => x)) - Math.max(...cut.polygon.map(([x]) => x))) < 0.01, 'which is moved and made larger');
  const before = await drawn(context, id);
  await page.reload();
  await page.getByRole('heading', { level: 2, name: '7 regions' }).waitFor();
  check(same(await drawn(context, id), before), 'all masks are the same after a reload');
  await page.close();
}

/** Points in hand, simplify, holes, groups, relations, attributes, the light. */
async function changed(context) {
  const { id, page } = await begin(context);
  await press(page, 'p');
  await put(page, [60, 60], [110, 60], [160, 61], [160, 160], [60, 160]);
  await press(page, 'Enter');
  await press(page, 'v', '.', '.', 'Shift+ArrowDown', 'i');
  await kept(page, context, id, (all) => all[0]?.polygon.length === 6 && all[0].polygon[1][1] === 61, 'a point is taken in hand, moved, and one added behind it');
  await press(page, 'Delete', 'Escape');
  await kept(page, context, id, (all) => all[0]?.polygon.length === 5, 'and removed');
  await press(page, 'n', 'Shift+S');
  await kept(page, context, id, (all) => all[0]?.polygon.length === 4, 'points that do not matter are left out');
  await press(page, 'Shift+P');
  await put(page, [90, 90], [120, 90], [120, 120]);
  await press(page, 'Enter');
  await kept(page, context, id, (all) => all[0]?.holes?.length === 1, 'a hole is cut');
  await press(page, 'Escape', 'b', '2');
  await put(page, [300, 60], [360, 120]);
  await press(page, 'Escape', '1', 'b');
  await put(page, [400, 60], [460, 120]);
  // The list as it is: polygon (parcel), box (tube), box (parcel). A relation ends at a tube alone.
  await kept(page, context, id, (all) => same(all.map((one) => one.label), ['parcel', 'tube', 'parcel']), 'classes are given by digits');
  await press(page, 'v', 'Escape', 'Tab', 'j', 'Tab', 'Tab', 'Enter');
  await kept(page, context, id, (_, answer) => (answer.relations ?? []).length === 0, 'a relation does not end at a class that it may not');
  await press(page, 'Shift+Tab', 'Enter');
  await kept(page, context, id, (all, { relations = [] }) => same(relations.map((one) => [one.name, one.from, one.to]), [['on', all[0]?.id, all[1]?.id]]), 'a relation is made by keys');
  await press(page, 'Escape', 'Tab', 'Alt+N', 'Control+g');
  await kept(page, context, id, (all) => all[0].group !== undefined && all[0].group === all[1].group && all[2].group === undefined, 'two regions are grouped by keys');
  await press(page, 'Control+a', 'Control+Shift+g');
  await kept(page, context, id, (all) => all.every((one) => one.group === undefined), 'all are selected, and their groups taken away');
  await press(page, 'Escape', 'Tab', 'Escape', 'n');
  await focus(page, '.details select');
  await page.keyboard.type('yes');
  await kept(page, context, id, (all) => all.filter((one) => one.attributes?.damaged === 'yes').length === 1, 'an attribute is given by keys');
  await stage(page).focus();
  const at = (await viewOf(page, size))([600, 40]);
  await page.waitForTimeout(200);
  const before = await colourAt(page, at);
  await press(page, ...Array.from({ length: 4 }, () => 'Alt+PageUp'));
  await page.waitForTimeout(200);
  const bright = await colourAt(page, at);
  await press(page, ...Array.from({ length: 6 }, () => 'Alt+End'));
  await page.waitForTimeout(200);
  const flat = await colourAt(page, at);
  check(bright[0] > before[0] + 15 && !same(flat, bright), `the light is changed by keys (${before}, ${bright}, ${flat})`);
  const kept1 = await drawn(context, id);
  await page.reload();
  await page.getByRole('heading', { level: 2, name: '3 regions' }).waitFor();
  check(same(await drawn(context, id), kept1), 'all of it is the same after a reload');
  await page.close();
}

export async function tools(context) {
  await placed(context);
  await masks(context);
  await changed(context);
}

await byItself(import.meta.filename, (_, context) => tools(context));
