// Fingers and a pen on an image: one finger draws, two look around, and beside a pen a finger pans and a palm does nothing.
import { check, server } from './browser.mjs';
import { call, project, saved } from './hands.mjs';
import { png } from './png.mjs';

const things = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box'], classes: [{ name: 'parcel' }, { name: 'bag' }] };

export async function touch(context) {
  const id = await project(context, [things], []);
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const { blob } = await (await context.request.post(`${server}/api/v1/projects/${id}/files?name=belt.png`, { headers: { 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/octet-stream' }, data: png(640, 480, (x) => [90 + (x % 40), 96, 100]) })).json();
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'belt', image: { blob, name: 'belt.png' } }), 'application/x-ndjson');
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server}/projects/${id}/label`);
  const stage = page.locator('main [role="application"]');
  await stage.waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('image-drawn').length > 0);
  await page.getByRole('button', { name: /^Box, / }).click();
  const { x, y, width, height } = await stage.boundingBox();
  const at = (across, down) => ({ x: x + width * across, y: y + height * down });
  const regions = (n) => page.getByRole('heading', { level: 2, name: new RegExp(`^${n} regions?$`) }).waitFor();
  const zoom = async () => (await page.locator('.zoom').innerText());
  /** What the system says of a pointer, as the page hears it. */
  const say = (type, pointerType, pointerId, { x, y }) => stage.evaluate((element, [type, pointerType, pointerId, x, y]) => {
    element.setPointerCapture = () => {};
    element.dispatchEvent(new PointerEvent(type, { pointerType, pointerId, clientX: x, clientY: y, button: type === 'pointermove' ? -1 : 0, buttons: 1, bubbles: true, isPrimary: pointerId < 20 }));
  }, [type, pointerType, pointerId, x, y]);
  const drag = async (pointerType, pointerId, from, to) => {
    await say('pointerdown', pointerType, pointerId, from);
    for (let i = 1; i <= 4; i++) await say('pointermove', pointerType, pointerId, { x: from.x + ((to.x - from.x) * i) / 4, y: from.y + ((to.y - from.y) * i) / 4 });
    await say('pointerup', pointerType, pointerId, to);
  };

  await drag('touch', 10, at(0.3, 0.3), at(0.5, 0.5));
  await regions(1);
  check(true, 'a finger draws a box');
  const before = await zoom();
  await say('pointerdown', 'touch', 11, at(0.4, 0.5));
  await say('pointerdown', 'touch', 12, at(0.6, 0.5));
  await say('pointermove', 'touch', 11, at(0.3, 0.5));
  await say('pointermove', 'touch', 12, at(0.7, 0.5));
  await say('pointerup', 'touch', 11, at(0.3, 0.5));
  await say('pointerup', 'touch', 12, at(0.7, 0.5));
  await page.waitForTimeout(200);
  await regions(1);
  check((await zoom()) !== before, 'two fingers zoom, and draw nothing');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Box, / }).click();
  await say('pointerdown', 'pen', 13, at(0.2, 0.7));
  await say('pointerdown', 'touch', 21, at(0.8, 0.9));
  await say('pointermove', 'touch', 21, at(0.85, 0.9));
  await say('pointermove', 'pen', 13, at(0.4, 0.9));
  await say('pointerup', 'touch', 21, at(0.85, 0.9));
  await say('pointerup', 'pen', 13, at(0.4, 0.9));
  await regions(2);
  check(true, 'a pen draws a box, whatever the palm does');
  const shown = async () => (await page.locator('.at').innerText());
  await drag('touch', 14, at(0.5, 0.5), at(0.6, 0.6));
  await page.waitForTimeout(200);
  await regions(2);
  check(/\d/.test(await shown()), 'beside a pen a finger pans, and draws nothing');
  await saved(page);
  const [first, second] = (await call(context, 'POST', `/projects/${id}/assignments`)).draft.things.regions.map((one) => one.box);
  check(first.width > 50 && second.width > 20 && errors.length === 0, `both boxes are saved${errors.join()}`);
  await page.close();
}
