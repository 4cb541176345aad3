// Images that browsers do not show whole: the pages of a TIFF, and one of many megapixels, both in tiles that the server cuts.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { call, colourAt, project, saved, shots, stage, upload, viewOf } from './hands.mjs';
import { png } from './png.mjs';
import { pages } from './tiff.mjs';

const things = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box', 'polygon', 'mask'], classes: [{ name: 'stamp' }, { name: 'seal' }], relations: [{ name: 'on', caption: 'lies on' }] };

async function imageProject(context, name, bytes) {
  const id = await project(context, [things], []);
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
  await saved(page);
  await page.reload();
  await shown(page, sizes[0]);
  await regions(page, 1);
  await page.getByText('Page 1 of 3, 1 region').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing left to do here').waitFor();
  await saved(page);
  const [given] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
  const drawn = given.answers.things.regions.map((one) => [one.page ?? 1, one.label, one.origin, one.mask ? 'mask' : 'box'].join(' '));
  const want = ['1 stamp human box', '2 stamp human mask', '3 seal accepted box'];
  check(JSON.stringify(drawn) === JSON.stringify(want), `regions carry their page: drawn, picked by colour, and predicted${JSON.stringify(drawn) === JSON.stringify(want) ? '' : `: ${drawn}`}`);
  const { mask } = given.answers.things.regions[1];
  check(Math.abs(mask.x - 61) <= 1 && Math.abs(mask.width - 139) <= 2 && Math.abs(mask.height - 99) <= 2, `a mask in tiles has the pixels of the image (${mask.x}, ${mask.y}, ${mask.width} × ${mask.height})`);
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
  await manyTiles(context);
}
