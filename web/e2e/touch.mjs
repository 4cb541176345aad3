// Fingers and a pen on an image: one finger draws, two look around, and beside a pen a finger pans and a palm does nothing.
import { check } from './browser.mjs';
import { call, saved, stage as stageOf, start, upload } from './hands.mjs';
import { png } from './png.mjs';

const things = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box'], classes: [{ name: 'parcel' }, { name: 'bag' }] };
const finger = (id) => ({ pointerType: 'touch', pointerId: id, isPrimary: id < 20 });
const pen = { pointerType: 'pen', pointerId: 13, isPrimary: true };
const steps = 4;

export async function touch(context) {
  const { id, page, errors } = await start(context, [things], []);
  const { blob } = await upload(context, id, 'belt.png', png(640, 480, (x) => [90 + (x % 40), 96, 100]));
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'belt', image: { blob, name: 'belt.png' } }), 'application/x-ndjson');
  await page.reload();
  const stage = stageOf(page);
  await stage.waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('image-drawn').length > 0);
  const takeBox = () => page.getByRole('button', { name: /^Box, / }).click();
  const regions = (n) => page.getByRole('heading', { level: 2, name: new RegExp(`^${n} regions?$`) }).waitFor();
  const zoom = () => page.locator('.zoom').innerText();
  const { x, y, width, height } = await stage.boundingBox();
  /** What the system says of pointers, as the page hears it: which, what, and where on the stage. */
  const say = async (...all) => {
    for (const [pointer, what, [across, down]] of all) await stage.evaluate((element, { type, ...more }) => {
      element.setPointerCapture = () => {};
      element.dispatchEvent(new PointerEvent(type, { ...more, button: type === 'pointermove' ? -1 : 0, buttons: 1, bubbles: true }));
    }, { type: `pointer${what}`, ...pointer, clientX: x + width * across, clientY: y + height * down });
  };
  const drag = (pointer, from, to) => say([pointer, 'down', from], ...Array.from({ length: steps }, (_, i) => [pointer, 'move', from.map((one, k) => one + ((to[k] - one) * (i + 1)) / steps)]), [pointer, 'up', to]);

  await takeBox();
  await drag(finger(10), [0.3, 0.3], [0.5, 0.5]);
  await regions(1);
  check(true, 'a finger draws a box');
  const before = await zoom();
  const [left, right, palm] = [finger(11), finger(12), finger(21)];
  await say([left, 'down', [0.4, 0.5]], [right, 'down', [0.6, 0.5]], [left, 'move', [0.3, 0.5]], [right, 'move', [0.7, 0.5]], [left, 'up', [0.3, 0.5]], [right, 'up', [0.7, 0.5]]);
  await page.waitForTimeout(200);
  await regions(1);
  check((await zoom()) !== before, 'two fingers zoom, and draw nothing');
  await page.keyboard.press('Escape');
  await takeBox();
  await say([pen, 'down', [0.2, 0.7]], [palm, 'down', [0.8, 0.9]], [palm, 'move', [0.85, 0.9]], [pen, 'move', [0.4, 0.9]], [palm, 'up', [0.85, 0.9]], [pen, 'up', [0.4, 0.9]]);
  await regions(2);
  check(true, 'a pen draws a box, whatever the palm does');
  await drag(finger(14), [0.5, 0.5], [0.6, 0.6]);
  await page.waitForTimeout(200);
  await regions(2);
  check(/\d/.test(await page.locator('.at').innerText()), 'beside a pen a finger pans, and draws nothing');
  await saved(page);
  const [first, second] = (await call(context, 'POST', `/projects/${id}/assignments`)).draft.things.regions.map((one) => one.box);
  check(first.width > 50 && second.width > 20 && errors.length === 0, `both boxes are saved${errors.join()}`);
  await page.close();
}
