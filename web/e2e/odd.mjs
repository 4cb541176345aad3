// What is odd and comes all the same: images that cameras, print shops and broken lines write, text that no editor wrote, thousands of
// classes, predictions beside the image. Each is shown, or told in plain words; nothing that was drawn is lost.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { call, colourAt, project, saved, shots, stage, upload, viewOf } from './hands.mjs';
import { cmyk, turned } from './jpeg.mjs';
import { png } from './png.mjs';

const things = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box', 'polygon', 'point'], classes: [{ name: 'parcel' }, { name: 'bag' }] };
const answerOf = async (context, id, name = 'things') => (await call(context, 'POST', `/projects/${id}/assignments`)).draft?.[name];

/** A page that tells every error of script, of the content policy, and of what is not there. */
async function watched(context) {
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { page, errors };
}

async function imageProject(context, name, bytes, question = things, more = {}) {
  const id = await project(context, [question], []);
  const file = await upload(context, id, name, bytes);
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: name, image: { blob: file.blob, name }, ...more }), 'application/x-ndjson');
  return { id, file };
}

async function drawn(page, size) {
  await page.locator('.at', { hasText: `of ${size.width.toLocaleString('en')} × ${size.height.toLocaleString('en')}` }).waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('image-drawn').length > 0);
}

async function box(page, at, from, to) {
  await page.getByRole('button', { name: /^Box, / }).click();
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
  await page.getByRole('heading', { level: 2, name: /^1 region$/ }).waitFor();
}

const near = (a, b, by) => Math.abs(a - b) <= by;

/** Draws a box on an image, loads it again, and looks at the answer, the sample and the export. */
async function labeled(context, what, name, bytes, size, { from, to, colours = [], said = null, most = 1.5 }) {
  const { id, file } = await imageProject(context, name, bytes);
  check(file.width === size.width && file.height === size.height, `${what}: the server says ${size.width} × ${size.height}${file.width === size.width ? '' : `, no: ${file.width} × ${file.height}`}`);
  const { page, errors } = await watched(context);
  await page.goto(`${server}/projects/${id}/label`);
  await drawn(page, size);
  const at = await viewOf(page, size);
  await page.waitForTimeout(150);
  for (const [place, colour] of colours) {
    const seen = await colourAt(page, at(place));
    check(seen.every((one, i) => near(one, colour[i], 24)), `${what}: at ${place} it is ${colour}${seen.every((one, i) => near(one, colour[i], 24)) ? '' : `, no: ${seen}`}`);
  }
  if (said) await page.getByRole('alert').filter({ hasText: said }).waitFor();
  await box(page, at, from, to);
  await saved(page);
  await page.reload();
  await drawn(page, size);
  await page.getByRole('heading', { level: 2, name: /^1 region$/ }).waitFor();
  const [region] = (await answerOf(context, id)).regions;
  const want = { x: from[0], y: from[1], width: to[0] - from[0], height: to[1] - from[1] };
  check(Object.keys(want).every((key) => near(region.box[key], want[key], most)), `${what}: the box is where it was drawn, also after a reload${Object.keys(want).every((key) => near(region.box[key], want[key], most)) ? '' : `: ${JSON.stringify(region.box)}`}`);
  check(errors.length === 0, `${what}: no error is told on the console${lines(errors)}`);
  await page.close();
  return id;
}

/** What cannot be an image is told where it comes in, by name; the good files beside it are taken. */
export async function told(context) {
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  const whole = png(64, 40, (x) => [x * 3, 90, 120]);
  const files = { 'empty.png': png(0, 0, () => []), 'half.png': whole.subarray(0, whole.length >> 1), 'half.jpg': cmyk(64, 40, [0, 255, 255, 0]).subarray(0, -20), 'whole.png': whole };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const id = await project(context, [things], []);
  const { page, errors } = await watched(context);
  await page.goto(`${server}/projects/${id}`);
  await page.locator('button:not([disabled])', { hasText: 'Import samples' }).first().click();
  await page.locator('#file').setInputFiles(Object.keys(files).map((name) => join(folder, name)));
  await page.locator('dialog button[type="submit"]').click();
  await page.getByText('One sample taken').waitFor();
  for (const [name, words] of [['empty.png', '0 × 0 pixels'], ['half.png', 'cut off'], ['half.jpg', 'cut off']]) {
    await page.locator('dialog').getByText(name).first().waitFor();
    await page.locator('dialog').getByText(words).first().waitFor();
  }
  check(errors.length === 0, `an image of 0 × 0 and images that stop half-way are told by name when they come in, and the whole one is taken${lines(errors)}`);
  await page.close();
}

export async function images(context) {
  await labeled(context, 'a CMYK JPEG', 'inks.jpg', cmyk(640, 480, [0, 255, 255, 0]), { width: 640, height: 480 }, { from: [60, 60], to: [200, 160], colours: [[[300, 300], [254, 0, 0]]] });
  await labeled(context, 'a PNG of 16 bits', 'deep.png', png(640, 480, (x) => (x < 320 ? [65_535, 32_768, 256] : [256, 16_384, 65_535]), { bits: 16 }), { width: 640, height: 480 }, { from: [60, 60], to: [200, 160], colours: [[[100, 300], [255, 128, 1]], [[500, 300], [1, 64, 255]]] });
  const half = png(640, 480, (x, y) => [(x * 7 + y * 13) % 256, (x * y) % 256, (x * 31) % 256], { share: 0.5 });
  await labeled(context, 'an image that stops half-way', 'half.png', half, { width: 640, height: 480 }, { from: [60, 60], to: [200, 160], said: 'The image stops before its end' });
}

/** A camera that lay on its side: server, editor and export agree on the upright image. */
export async function onItsSide(context) {
  const { page } = await watched(context);
  await page.goto(server);
  const jpeg = Buffer.from(await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 480);
    const on = canvas.getContext('2d');
    on.fillStyle = 'rgb(0 160 0)';
    on.fillRect(0, 0, 640, 480);
    // The upper left as it is stored.
    on.fillStyle = 'rgb(220 0 0)';
    on.fillRect(0, 0, 160, 120);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer());
    return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
  }), 'base64');
  await page.close();
  // Turned by a quarter to the right, the upper left comes to the upper right.
  const id = await labeled(context, 'a camera on its side', 'side.jpg', turned(jpeg, 6), { width: 480, height: 640 }, { from: [380, 20], to: [460, 140], colours: [[[420, 80], [220, 0, 0]], [[60, 80], [0, 160, 0]]] });
  const [{ id: sample }] = (await call(context, 'GET', `/projects/${id}/samples`)).items;
  const { content } = await call(context, 'GET', `/samples/${sample}`);
  check(content.image.width === 480 && content.image.height === 640 && content.image.orientation === 6, 'a camera on its side: the sample, as it is listed and exported, has the size of the upright image, and says how it was turned');
  const { page: another } = await watched(context);
  await another.goto(`${server}/projects/${id}/label`);
  await drawn(another, { width: 480, height: 640 });
  await stage(another).focus();
  await another.keyboard.press('Control+Enter');
  await another.getByText('Nothing left to do here').waitFor();
  await saved(another);
  await another.close();
}

/** Forty megapixels, as a camera of today takes them. */
export async function large(context) {
  const size = { width: 8000, height: 5000 };
  const { page } = await watched(context);
  await page.goto(server);
  const jpeg = Buffer.from(await page.evaluate(async ({ width, height }) => {
    const canvas = new OffscreenCanvas(width, height);
    const on = canvas.getContext('2d');
    const light = on.createLinearGradient(0, 0, width, height);
    light.addColorStop(0, 'rgb(30 60 120)');
    light.addColorStop(1, 'rgb(230 190 90)');
    on.fillStyle = light;
    on.fillRect(0, 0, width, height);
    on.fillStyle = 'rgb(220 0 0)';
    on.fillRect(7600, 4600, 200, 200);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  }, size), 'base64');
  await page.close();
  const begun = Date.now();
  await labeled(context, 'a photo of 40 megapixels', 'photo.jpg', jpeg, size, { from: [7600, 4600], to: [7800, 4800], colours: [[[7700, 4700], [220, 0, 0]]], most: 8 });
  console.log(`  told: a photo of 40 megapixels took ${((Date.now() - begun) / 1000).toFixed(1)} s to be shown, labeled and loaded again`);
}

const alone = 'A lone half \ud83d of a pair, and 👍🏽 a whole one.';
const spans = { name: 'names', kind: 'regions', caption: 'Mark the names', shapes: ['span'], classes: [{ name: 'place' }, { name: 'date' }] };

/** Half of a character that needs two units: no text has it, and files do. */
export async function surrogates(context) {
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  const file = join(folder, 'half.jsonl');
  writeFileSync(file, [{ key: 'half', text: alone }, { key: 'whole', text: 'A whole 👍🏽 one.' }].map((one) => JSON.stringify(one)).join('\n'));
  const id = await project(context, [spans], []);
  const { page, errors } = await watched(context);
  await page.goto(`${server}/projects/${id}`);
  await page.locator('button:not([disabled])', { hasText: 'Import samples' }).first().click();
  await page.locator('#file').setInputFiles(file);
  await page.locator('dialog button[type="submit"]').click();
  await page.locator('dialog').getByText(/samples? taken/).first().waitFor();
  await page.locator('dialog').getByText('One sample taken').waitFor();
  const said = (await page.locator('dialog').innerText()).replace(/\s+/g, ' ');
  check(said.includes('half.jsonl:1:') && said.includes('without its partner') && said.includes('Half a surrogate pair is no text'), `half a character in a text is told with its line, what it is and what to do, and the other line is taken${lines(errors)}`);
  await page.locator('dialog').getByText('The whole list').waitFor();
  await page.close();
  const typed = await project(context, [{ name: 'note', kind: 'text', caption: 'What is it?' }], [{ key: 'one', text: 'A letter.' }]);
  const { page: writing, errors: more } = await watched(context);
  await writing.goto(`${server}/projects/${typed}/label`);
  await writing.locator('#question-note').fill('half \ud83d and whole 👍🏽');
  await saved(writing);
  check((await answerOf(context, typed, 'note')) === 'half \ufffd and whole 👍🏽' && errors.length + more.length === 0, `half a character in an answer becomes the sign for an unknown one, and the rest of it is saved${lines(more)}`);
  await writing.close();
}

/** Five megabytes in one line: words at both ends of it are marked. */
export async function longLine(context) {
  const words = 'Görlitz sent 👍🏽 bread to Bautzen on the twelfth of March, and ';
  const text = `${words.repeat(Math.ceil(5_000_000 / Buffer.byteLength(words)))}the last word is Zittau`;
  const end = [...text].length;
  const id = await project(context, [spans], [{ key: 'long', text }]);
  const { page, errors } = await watched(context);
  const begun = Date.now();
  await page.goto(`${server}/projects/${id}/label`);
  await page.locator('[data-chunk] .t').first().waitFor();
  await page.locator('[data-marking]:focus').waitFor();
  console.log(`  told: a line of ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB is there after ${Date.now() - begun} ms`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  await page.getByText('one region').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await page.locator('[data-marking]').evaluate((one) => one.scrollTo(0, one.scrollHeight));
  await page.waitForTimeout(500);
  const at = await page.evaluate(() => {
    const last = [...document.querySelectorAll('[data-chunk] .t')].at(-1).firstChild;
    const range = document.createRange();
    range.setStart(last, last.length - 4);
    range.setEnd(last, last.length - 3);
    const { left, top, width, height } = range.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  });
  await page.mouse.dblclick(...at);
  await page.keyboard.press('2');
  await page.getByText('2 regions').first().waitFor();
  await saved(page);
  await page.reload();
  await page.getByText('2 regions').first().waitFor({ timeout: 20_000 });
  const { regions } = await answerOf(context, id, 'names');
  const have = regions.map((one) => [one.label, one.span.start, one.span.end].join(' ')).sort();
  const want = [`date ${end - 6} ${end}`, 'place 0 7'];
  check(JSON.stringify(have) === JSON.stringify(want), `a line of 5 MB is marked at both of its ends${JSON.stringify(have) === JSON.stringify(want) ? '' : `: ${have}, wanted ${want}`}`);
  check(errors.length === 0, `and no error is told${lines(errors)}`);
  await page.close();
  const read = await project(context, [{ name: 'kind', kind: 'choice', caption: 'What is it?', classes: [{ name: 'letter' }, { name: 'bill' }] }], [{ key: 'long', text }]);
  const { page: reader, errors: more } = await watched(context);
  const start = Date.now();
  await reader.goto(`${server}/projects/${read}/label`);
  await reader.locator('main input').first().waitFor();
  await reader.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  console.log(`  told: to be read alone, it is there after ${Date.now() - start} ms`);
  await reader.keyboard.press('2');
  await saved(reader);
  check((await answerOf(context, read, 'kind')) === 'bill' && more.length === 0, `a line of 5 MB is read and answered${lines(more)}`);
  await reader.close();
}

/** Two thousand classes in a tree: found by words, by going down, and among those used last. */
const kinds = Array.from({ length: 20 }, (_, a) => ({ name: `family-${a}`, caption: `Family ${a}`, classes: Array.from({ length: 10 }, (_, b) => ({ name: `genus-${a}-${b}`, caption: `Genus ${b}`, classes: Array.from({ length: 10 }, (_, c) => ({ name: `kind-${a}-${b}-${c}`, caption: `Kind ${String.fromCharCode(65 + c)}` })) })) }));

async function find(page, words) {
  await page.getByRole('combobox').fill(words);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

async function goDown(page) {
  const field = page.getByRole('combobox');
  await field.focus();
  const row = (name) => page.getByRole('option', { name });
  for (let i = 0; i < 40 && (await row('Family 19').getAttribute('aria-selected')) !== 'true'; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await row('Genus 9').waitFor();
  for (let i = 0; i < 20 && (await row('Genus 9').getAttribute('aria-selected')) !== 'true'; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await row('Kind J').waitFor();
  for (let i = 0; i < 20 && (await row('Kind J').getAttribute('aria-selected')) !== 'true'; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

export async function manyClasses(context) {
  const choice = { name: 'kind', kind: 'choice', caption: 'Which kind?', classes: kinds };
  const several = { name: 'seen', kind: 'multi-choice', caption: 'Which are there?', classes: kinds };
  const id = await project(context, [choice, several], [{ key: 'one', text: 'A leaf.' }, { key: 'two', text: 'Another leaf.' }]);
  const { page, errors } = await watched(context);
  const begun = Date.now();
  await page.goto(`${server}/projects/${id}/label`);
  const first = page.locator('fieldset', { hasText: 'Which kind?' });
  await first.getByRole('combobox').waitFor();
  console.log(`  told: a form of 2 × 2,000 classes is there after ${Date.now() - begun} ms`);
  check((await page.locator('main input[type="radio"], main input[type="checkbox"]').count()) < 60, 'of 2,000 classes only a few stand on the page');
  await first.getByRole('combobox').fill('family 7 genus 3 kind c');
  await page.keyboard.press('Enter');
  await page.locator('input[value="kind-7-3-2"]:checked').waitFor();
  check(true, 'one of 2,000 classes is found by its words');
  if (process.env.SHOTS) await shots(page, 'classes');
  const found = await faults(page, 'thousands of classes');
  check(found.length === 0, `thousands of classes: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  const second = page.locator('fieldset', { hasText: 'Which are there?' });
  await second.getByRole('combobox').fill('family 0 genus 0 kind b');
  await page.keyboard.press('Enter');
  await second.getByRole('combobox').fill('family 19 genus 9 kind a');
  await page.keyboard.press('Enter');
  await second.getByRole('checkbox', { name: /Family 19 › Genus 9 › Kind A/ }).waitFor();
  check((await second.getByRole('checkbox', { checked: true }).count()) === 2, 'and several of them are ticked');
  await saved(page);
  await page.reload();
  await page.locator('input[value="kind-7-3-2"]:checked').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('input[value="kind-7-3-2"]:not(:checked)').waitFor();
  const recent = page.locator('fieldset', { hasText: 'Which kind?' }).getByRole('option', { name: /Kind C.*used last/ });
  await recent.waitFor();
  check(true, 'what was used last is offered first in the next task');
  check(errors.length === 0, `no error is told${lines(errors)}`);
  await page.close();

  const { id: onImage } = await imageProject(context, 'leaf.png', png(640, 480, () => [90, 140, 90]), { ...things, classes: kinds });
  const { page: drawing, errors: more } = await watched(context);
  await drawing.goto(`${server}/projects/${onImage}/label`);
  await drawn(drawing, { width: 640, height: 480 });
  const at = await viewOf(drawing, { width: 640, height: 480 });
  await drawing.keyboard.press('c');
  await goDown(drawing);
  await box(drawing, at, [60, 60], [200, 160]);
  await saved(drawing);
  await drawing.reload();
  await drawn(drawing, { width: 640, height: 480 });
  check((await answerOf(context, onImage)).regions[0].label === 'kind-19-9-9', 'a class is reached level by level, by the keyboard alone, and drawn with');
  await drawing.keyboard.press('c');
  await drawing.getByRole('option', { name: /Kind J.*used last/ }).waitFor();
  check(more.length === 0, `no error is told${lines(more)}`);
  await drawing.close();

  const inText = await project(context, [{ ...spans, classes: kinds }], [{ key: 'one', text: 'An oak stands in Zittau.' }]);
  const { page: marking, errors: last } = await watched(context);
  await marking.goto(`${server}/projects/${inText}/label`);
  await marking.locator('[data-marking]:focus').waitFor();
  await marking.keyboard.press('Tab');
  await marking.getByRole('button', { name: /^All 2,000 labels/ }).click();
  await find(marking, 'family 4 genus 4 kind d');
  await saved(marking);
  check((await answerOf(context, inText, 'names')).regions[0].label === 'kind-4-4-3' && last.length === 0, `a word of a text gets one of 2,000 classes${lines(last)}`);
  await marking.close();
}

/** What a model says of places where no image is. */
export async function outside(context) {
  const regions = [
    { id: 'in', label: 'parcel', box: { x: 60, y: 60, width: 100, height: 80 }, origin: 'machine' },
    { id: 'over', label: 'bag', box: { x: 560, y: 400, width: 200, height: 200 }, origin: 'machine' },
    { id: 'far', label: 'bag', box: { x: 2000, y: 1500, width: 100, height: 80 }, origin: 'machine' },
    { id: 'before', label: 'parcel', polygon: [[-300, -200], [-200, -200], [-250, -100]], origin: 'machine' },
  ];
  const { id } = await imageProject(context, 'belt.png', png(640, 480, (x) => [90 + (x % 40), 96, 100]));
  await call(context, 'POST', `/projects/${id}/predictions`, { predictions: [{ sampleKey: 'belt.png', model: 'finder', answers: { things: { regions } } }] });
  await call(context, 'PATCH', `/projects/${id}`, { prefill: true });
  const { page, errors } = await watched(context);
  await page.waitForTimeout(1100);
  await page.goto(`${server}/projects/${id}/label`);
  await drawn(page, { width: 640, height: 480 });
  await page.getByRole('heading', { level: 2, name: /^4 regions$/ }).waitFor();
  await page.getByText('2 regions lie outside the image').waitFor();
  check((await page.getByRole('option', { name: /outside the image/ }).count()) === 2, 'a prediction outside the image is in the list, and said to be outside');
  await page.getByRole('option', { name: /2,000|outside/ }).first().click();
  await page.waitForTimeout(300);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/outside.png` });
  const found = await faults(page, 'regions outside the image');
  check(found.length === 0, `regions outside the image: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.getByRole('button', { name: 'Select them' }).click();
  await stage(page).focus();
  await page.keyboard.press('x');
  await page.getByRole('heading', { level: 2, name: /^2 regions$/ }).waitFor();
  check((await page.getByText('outside the image').count()) === 0, 'they are selected together and rejected by one key');
  await page.keyboard.press('Control+z');
  await page.getByRole('heading', { level: 2, name: /^4 regions$/ }).waitFor();
  await saved(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing left to do here').waitFor();
  await saved(page);
  const [given] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
  const kept = given.answers.things.regions.map((one) => JSON.stringify(one.box ?? one.polygon));
  check(JSON.stringify(kept) === JSON.stringify(regions.map((one) => JSON.stringify(one.box ?? one.polygon))), 'and what is kept of them is as it was predicted');
  check(errors.length === 0, `no error is told${lines(errors)}`);
  await page.close();
}

export async function odd(context) {
  await told(context);
  await images(context);
  await onItsSide(context);
  await large(context);
  await surrogates(context);
  await longLine(context);
  await manyClasses(context);
  await outside(context);
}
