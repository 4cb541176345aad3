// A new project: its questions are shown as annotators see them while they are written, and from a template and images the first box
// is four clicks away.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { call, saved, shots, stage } from './hands.mjs';
import { focus } from './keyboard.mjs';
import { png } from './png.mjs';


/** Every click that reaches the page counts, whoever made it. */
async function counting(page) {
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks') ?? 0) + 1)), true);
  });
  return () => page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? 0));
}

async function firstBox(context) {
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  const files = [0, 1, 2].map((i) => join(folder, `belt-${i}.png`));
  files.forEach((file, i) => writeFileSync(file, png(640, 480, (x, y) => (x > 60 && x < 220 && y > 60 && y < 160 ? [190, 150, 100] : [90 + i * 20, 96, 100]))));
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const clicks = await counting(page);
  await page.goto(`${server}/projects`);
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  const began = Date.now();
  await page.getByRole('button', { name: /New project/ }).click();
  // Projects of that name may be listed where one comes from.
  await page.locator('#samples').waitFor();
  await page.getByText('Objects in images', { exact: true }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('#samples').click()]);
  await chooser.setFiles(files);
  await page.getByRole('button', { name: 'Create and label' }).click();
  await page.waitForURL(/\/label$/);
  await stage(page).waitFor();
  await page.locator('.at', { hasText: 'of 640' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
  const before = await clicks();
  const box = await stage(page).boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.55, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('heading', { level: 2, name: '1 region' }).waitFor();
  check(before <= 4 && (await clicks()) === before + 1, `from the projects to the first box: ${before} clicks and the box itself, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await saved(page);
  check(errors.length === 0, `no error of script or of the content policy${lines(errors)}`);
  await page.close();
}

async function preview(context) {
  const page = await context.newPage();
  await page.goto(`${server}/projects/new`);
  const shown = page.getByRole('region', { name: 'As annotators see it' });
  await focus(page, '#name');
  await page.keyboard.type(`By keys ${Date.now()}`);
  await focus(page, '#caption-0');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Which loaf?');
  await focus(page, '#classes-0');
  await page.keyboard.type('Rye\nBun\n  Sweet bun');
  await shown.getByRole('group', { name: 'Which loaf?' }).waitFor();
  await shown.getByText('Bun › Sweet bun').waitFor();
  check(true, 'a question is shown as annotators see it while it is written');
  await shown.getByRole('radio', { name: 'Rye' }).check({ force: true });
  await shown.getByText('All is answered that must be.').waitFor();
  check(true, 'and can be tried');
  await page.getByRole('button', { name: 'Another question' }).press('Enter');
  await focus(page, '#caption-1');
  await page.keyboard.type('What is there?');
  await focus(page, '#kind-1');
  await page.keyboard.type('reg');
  await focus(page, '#classes-1');
  await page.keyboard.type('Parcel\nTube');
  await stage(page).waitFor();
  await shown.getByRole('button', { name: /Tube/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
  check(true, 'regions are drawn on an image of the preview');
  const box = await stage(page).boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 4 });
  await page.mouse.up();
  await shown.getByRole('heading', { name: '1 region' }).waitFor();
  check(true, 'as annotators will');
  if (process.env.SHOTS) await shots(page, 'new-project');
  const found = await faults(page, 'a project being made');
  check(found.length === 0, `a project being made: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await focus(page, 'form button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  const { ontology } = await call(context, 'GET', page.url().replace(/^.*(\/projects\/)/, '$1'));
  check(ontology.questions.length === 2 && ontology.questions[0].classes[1].classes[0].name === 'Sweet bun' && ontology.questions[1].shapes[0] === 'box', 'by keys alone it is made as it was shown');
  await page.close();
}

export async function wizard(context) {
  await firstBox(context);
  await preview(context);
}
