// Images that browsers do not show whole: the pages of a TIFF, and one of many megapixels, both in tiles that the server cuts.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { byItself, call, colourAt, project, saved, shots, stage, upload, viewOf } from './hands.mjs';
import { png } from './png.mjs';
import { someone } from './review.mjs';
import { pages } from './tiff.mjs';

const things = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box', 'polygon', 'mask'], classes: [{ name: 'stamp' }, { name: 'seal' }], relations: [{ name: 'on', caption: 'lies on' }] };

async function imageProject(context, name, bytes, more = {}) {
  const id = await project(context, [things], [], more);
  const file = await upload(context, id, name, bytes);
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: name, image: { blob: file.blob, name } }), 'application/x-ndjson');
  return { id, file };
}

async function shown(page, { width, height }) {
  await page.locator('.at', { hasText: `of ${width.toLocaleString('en')} × ${height.toLocaleString('en')}` }).waitFor();
  await page.getByText('is being cut into tiles').waitFor({ state: 'detached', timeout: 120_000 });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
}

async function drag(page, from, to) {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

const regions = (page, n) => page.getByRole('heading', { level: 2, name: new RegExp(`^${n} regions?$`) }).waitFor();
const close = (seen, colour) => seen.every((one, i) => Math.abs(one - colour[i]) < 16);

export async function severalPages(context) {
  const colours = [[200, 40, 40], [40, 160, 60], [50, 70, 200]];
  const sizes = [{ width: 640, height: 480 }, { width: 480, height: 640 }, { width: 900, height: 300 }];
  const { id, file } = await imageProject(context, 'papers.tiff', pages(sizes.map((size, i) => ({ ...size, colourAt: (x, y) => (x > 60 && x < 200 && y > 60 && y < 160 ? [250, 250, 250] : colours[i]) }))));
  check(JSON.stringify(file.pages) === JSON.stringify(sizes), 'a TIFF of three pages is taken with the size of each');
  await call(context, 'POST', `/projects/${id}/predictions`, { predictions: [{ sampleKey: 'papers.tiff', model: 'finder', answers: { things: { regions: [{ id: 'p', label: 'seal', page: 3, box: { x: 500, y: 50, width: 100, height: 100 }, origin: 'machine' }] } } }] });
  await call(context, 'PATCH', `/projects/${id}`, { prefill: true });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.waitForTimeout(1100);
  await page.goto(`${server}/projects/${id}/label`);
  for (const [i, size] of sizes.entries()) {
    await shown(page, size);
    const at = await viewOf(page, size);
    await page.waitForTimeout(300);
    const seen = await colourAt(page, at([20, 20]));
    check(close(seen, colours[i]), `page ${i + 1} is shown${close(seen, colours[i]) ? '' : `: ${seen}`}`);
    await regions(page, i === 2 ? 1 : 0);
    if (i === 0) {
      await page.getByRole('button', { name: /^Box, / }).click();
      await drag(page, at([60, 60]), at([200, 160]));
    } else if (i === 1) {
      // By the keyboard alone: the wand takes the white block, whose pixels are those of the tiles.
      await page.keyboard.press('w');
      await page.mouse.click(...at([120, 100]));
      await page.waitForTimeout(800);
      await page.mouse.click(...at([120, 100]));
    } else {
      await page.keyboard.press('n');
      await page.keyboard.press('a');
    }
    await regions(page, 1);
    if (i === 0 && process.env.SHOTS) await shots(page, 'pages');
    if (i === 0) {
      const found = await faults(page, 'an image of several pages');
      check(found.length === 0, `an image of several pages: axe finds nothing, nothing scrolls sideways${lines(found)}`);
    }
    await stage(page).focus();
    if (i < 2) await page.keyboard.press('PageDown');
  }
  // From page to page: what was begun on the third ends on the first, by keys.
  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('j');
  await page.keyboard.press('PageUp');
  await page.getByText('Page 2 of 3').waitFor();
  await page.keyboard.press('PageUp');
  await shown(page, sizes[0]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('seal on page 3 lies on').waitFor();
  await saved(page);
  await page.reload();
  await shown(page, sizes[0]);
  await regions(page, 1);
  await page.keyboard.press('n');
  await page.getByText('seal on page 3 lies on').waitFor();
  await page.getByText('Page 1 of 3, 1 region').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing left to do here').waitFor();
  await saved(page);
  const [given] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
  const drawn = given.answers.things.regions.map((one) => [one.page ?? 1, one.label, one.origin, one.mask ? 'mask' : 'box'].join(' '));
  const want = ['1 stamp human box', '2 stamp human mask', '3 seal accepted box'];
  check(JSON.stringify(drawn) === JSON.stringify(want), `regions carry their page: drawn, picked by colour, and predicted${JSON.stringify(drawn) === JSON.stringify(want) ? '' : `: ${drawn}`}`);
  const [one, , three] = given.answers.things.regions;
  const [related] = given.answers.things.relations ?? [];
  check(related?.from === three.id && related?.to === one.id, 'a relation reaches from one page to another, and is there after a reload');
  const { mask } = given.answers.things.regions[1];
  check(Math.abs(mask.x - 61) <= 1 && Math.abs(mask.width - 139) <= 2 && Math.abs(mask.height - 99) <= 2, `a mask in tiles has the pixels of the image (${mask.x}, ${mask.y}, ${mask.width} × ${mask.height})`);
  check(errors.length === 0, `no error is told${lines(errors)}`);
  await page.close();
}

/** Two who drew on several pages, side by side: nothing of another page is taken for the same, or lost. */
async function reviewedPages(context) {
  const sizes = [1, 2, 3].map(() => ({ width: 640, height: 480 }));
  const { id } = await imageProject(context, 'papers.tiff', pages(sizes.map((size) => ({ ...size, colourAt: () => [90, 120, 90] }))), { overlap: 2 });
  await call(context, 'PATCH', `/projects/${id}`, { review: { levels: 1, rate: 1 } });
  const box = (name, page) => ({ id: name, label: 'stamp', page, box: { x: 100, y: 100, width: 80, height: 60 }, origin: 'human' });
  for (const drew of [[box('a1', 1), box('a2', 2)], [box('b1', 1), box('b3', 3)]]) {
    const who = await someone(context, 'Paula');
    await who(`/assignments/${(await who(`/projects/${id}/assignments`)).id}/annotation`, { answers: { things: { regions: drew } } });
  }
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server}/projects/${id}/review`);
  const drew = page.getByRole('region', { name: 'What each of them drew', exact: true });
  await drew.getByText('2 differences').waitFor();
  check((await drew.locator('tr.differs', { hasText: 'page 2' }).count()) === 1 && (await drew.locator('tr.differs', { hasText: 'page 3' }).count()) === 1, 'the same place of two pages is two things, each with its page');
  for (const at of [2, 3]) {
    const row = drew.locator('tr.differs', { hasText: `page ${at}` });
    await row.getByRole('button', { name: /^Take/ }).focus();
    await page.getByText(`Page ${at} of 3`).waitFor();
    if ((await row.getByRole('button', { pressed: true }).count()) === 0) await page.keyboard.press('Enter');
    await row.getByRole('button', { pressed: true }).waitFor();
    await page.getByText(`Page ${at} of 3, 1 region`).waitFor();
  }
  check(true, 'what is looked at in the list turns to its page, and is taken over by a key');
  const found = await faults(page, 'pages in review');
  check(found.length === 0, `pages in review: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  if (process.env.SHOTS) await shots(page, 'pages-review');
  await page.getByRole('button', { name: /^Save the fix/ }).click();
  await page.waitForFunction(() => document.body.innerText.includes('one done'));
  const { items } = await call(context, 'GET', `/projects/${id}/annotations`);
  const merged = items.find((one) => one.revision === 2).answers.things.regions.map((one) => one.page ?? 1).sort();
  check(JSON.stringify(merged) === '[1,2,3]', `the merged answer has all three pages (${merged})`);
  await page.goto(`${server}/tasks/${items[0].taskId}`);
  await page.getByText('Page 1 of 3, 1 region').waitFor();
  await stage(page).focus();
  await page.keyboard.press('PageDown');
  await page.getByText(/Page 2 of 3, (1|0) region/).waitFor();
  check(true, 'the page of the task turns them too');
  const faulty = await faults(page, 'pages of a task');
  check(faulty.length === 0, `pages of a task: axe finds nothing, nothing scrolls sideways${lines(faulty)}`);
  check(errors.length === 0, `no error is told${lines(errors)}`);
  await page.close();
}

export async function manyTiles(context) {
  const size = { width: 12_000, height: 6000 };
  const block = (x, y) => x >= 11_000 && x < 11_400 && y >= 5000 && y < 5400;
  const row = new Map();
  const { id } = await imageProject(context, 'slide.png', png(size.width, size.height, (x, y) => (block(x, y) ? [220, 30, 30] : row.get(x & 255) ?? row.set(x & 255, [x & 255, 120, 160]).get(x & 255))));
  const page = await context.newPage();
  const errors = [];
  let tiles = 0;
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => /\/tiles\/\d+\/\d+\//.test(request.url()) && tiles++);
  await page.goto(`${server}/projects/${id}/label`);
  await shown(page, size);
  check(tiles > 0 && tiles < 30, `an image of 72 megapixels is shown whole by a few tiles (${tiles})`);
  check((await page.getByRole('button', { name: /^(Brush|Wand|Eraser), / }).count()) === 0, 'there are no masks on an image so large');
  const at = await viewOf(page, size);
  await page.mouse.move(...at([11_200, 5200]));
  for (let i = 0; i < 40 && !(await page.locator('.zoom').innerText()).startsWith('100'); i++) {
    const zoom = parseInt((await page.locator('.zoom').innerText()).replace(/\D/g, ''), 10);
    if (zoom >= 100) break;
    await page.mouse.wheel(0, -100);
    await page.waitForTimeout(30);
  }
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(400);
  // By the keyboard, to the pixel.
  await stage(page).focus();
  await page.keyboard.press('b');
  const here = async () => (await page.locator('.at').innerText()).match(/[\d,]+/g).slice(0, 2).map((one) => Number(one.replaceAll(',', '')));
  const go = async ([x, y]) => {
    for (const [axis, to, back, ahead] of [[0, x, 'ArrowLeft', 'ArrowRight'], [1, y, 'ArrowUp', 'ArrowDown']]) {
      for (let away = to - (await here())[axis]; away !== 0; away = to - (await here())[axis]) {
        const key = away < 0 ? back : ahead;
        for (let n = Math.floor(Math.abs(away) / 10); n > 0; n--) await page.keyboard.press(key);
        for (let n = Math.abs(away) % 10; n > 0; n--) await page.keyboard.press(`Shift+${key}`);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      }
    }
  };
  await page.mouse.move(0, 0);
  await go([11_000, 5000]);
  await page.keyboard.press('Space');
  await go([11_400, 5400]);
  await page.keyboard.press('Space');
  await regions(page, 1);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/vast.png` });
  await saved(page);
  await page.reload();
  await shown(page, size);
  await regions(page, 1);
  const { draft } = await call(context, 'POST', `/projects/${id}/assignments`);
  check(JSON.stringify(draft.things.regions[0].box) === JSON.stringify({ x: 11_000, y: 5000, width: 400, height: 400 }), 'a box is drawn to the pixel of the whole image, saved, and there after a reload');
  await page.keyboard.press('n');
  await page.keyboard.press('z');
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  const box = await stage(page).boundingBox();
  const seen = await colourAt(page, [box.x + box.width / 2, box.y + box.height / 2]);
  check(close(seen, [220, 30, 30]), `and what it shows is what lies there${close(seen, [220, 30, 30]) ? '' : `: ${seen}`}`);
  check(tiles < 150, `no more tiles were asked for than were looked at (${tiles} of 376)`);
  check(errors.length === 0, `no error is told${lines(errors)}`);
  await page.close();
}

export async function vast(context) {
  await severalPages(context);
  await reviewedPages(context);
  await manyTiles(context);
}

await byItself(import.meta.filename, (_, context) => vast(context));
