// From the one-time link on a fresh server to the first box on an image of one's own: every press of the pointer counts, typing does not.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, lines } from './axe.mjs';
import { check, open, server } from './browser.mjs';
import { call, saved } from './hands.mjs';
import { png } from './png.mjs';

const most = 4;
const password = 'quiet mill by the river';

async function counting(page) {
  await page.addInitScript(() => addEventListener('pointerdown', () => sessionStorage.setItem('presses', String(Number(sessionStorage.getItem('presses') ?? 0) + 1)), true));
  return () => page.evaluate(() => Number(sessionStorage.getItem('presses') ?? 0));
}

async function comeIn(page, link) {
  await page.goto(link);
  await page.locator('#name:focus').waitFor();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  await page.getByText('Drop your files anywhere on this page').waitFor();
}

async function drawOne(page) {
  const stage = page.locator('.work main [role="application"]');
  await page.waitForURL(/\/label$/);
  await stage.waitFor();
  await page.locator('.at', { hasText: 'of 640' }).waitFor();
  await page.waitForLoadState('networkidle');
  const box = await stage.boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.55, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('heading', { level: 2, name: '1 region' }).waitFor();
}

/** Puts a file down on the page, as a hand does that drags it there. */
async function dropOn(page, bytes) {
  const data = await page.evaluateHandle((numbers) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(numbers)], 'dropped.png', { type: 'image/png' }));
    return transfer;
  }, [...bytes]);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

/** The link of another owner, for who comes after. */
export async function first(browser) {
  const { page, context, errors } = await open(browser);
  const presses = await counting(page);
  const picture = png(640, 480, (x, y) => (x > 60 && x < 220 && y > 60 && y < 160 ? [190, 150, 100] : [90, 96, 100]));
  const file = join(mkdtempSync(join(tmpdir(), 'maslin-')), 'belt.png');
  writeFileSync(file, picture);
  const began = Date.now();
  await comeIn(page, process.env.MASLIN_LINK);
  const found = await faults(page, 'an organisation without a project');
  check(found.length === 0, `an organisation without a project: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('Choose files', { exact: true }).click()]);
  await chooser.setFiles([file]);
  await page.getByText('They are images, so “Objects in images” was chosen below.').waitFor();
  await page.getByRole('button', { name: 'Create and label' }).click();
  await drawOne(page);
  const n = await presses();
  check(n <= most, `from the first page of a fresh server to the first box on an own image: ${n} presses of the pointer, the box counted, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await saved(page);

  await page.goto(`${server}/projects/new`);
  await page.evaluate(() => sessionStorage.removeItem('presses'));
  await page.locator('#template').waitFor();
  await dropOn(page, picture);
  await page.getByText('They are images, so “Objects in images” was chosen below.').waitFor();
  await page.getByRole('button', { name: 'Create and label' }).click();
  await drawOne(page);
  check((await presses()) === 2, 'with a file that is dropped, the box is the second press');
  await saved(page);
  check(errors.length === 0, `no script error and no broken content policy${lines(errors)}`);
  await page.goto(`${server}/projects`);
  const { link } = await call(context, 'POST', '/users', { name: 'Owner', email: `owner-${Date.now()}@example.org`, role: 'owner' });
  await context.close();
  return `${server}/welcome?token=${new URL(link, server).searchParams.get('token')}`;
}
