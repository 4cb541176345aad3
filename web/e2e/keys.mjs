// Keys that a person chooses: told where they clash, shown wherever the command is, kept for the next visit, and taken back.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { call, shots } from './hands.mjs';
import { png } from './png.mjs';

const question = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box', 'polygon'], least: 0, classes: [{ name: 'parcel', caption: 'Parcel' }] };

export async function keys(context) {
  const { id } = await call(context, 'POST', '/projects', { name: `Keys ${Date.now()}`, ontology: { questions: [question] } });
  const { blob } = await call(context, 'POST', `/projects/${id}/files?name=belt.png`, png(320, 240, () => [90, 96, 100]), 'application/octet-stream');
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'belt', image: { blob, name: 'belt.png' } }), 'application/x-ndjson');
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}/label`);
  const stage = page.locator('main [role="application"]');
  await stage.waitFor();
  const tool = (name) => page.getByRole('button', { name: new RegExp(`^${name}(, |$)`) });
  await tool('Box').waitFor();

  await stage.focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys on this page' });
  await dialog.getByRole('button', { name: 'Change keys' }).press('Enter');
  const change = dialog.getByRole('button', { name: 'Change the key of Box', exact: true });
  await change.press('Enter');
  await page.keyboard.press('Escape');
  check(await change.isVisible() && (await change.evaluate((one) => one === document.activeElement)), 'Escape keeps the old key, and the sheet stays open');
  await change.press('Enter');
  await page.keyboard.press('p');
  await dialog.getByRole('alert').getByText(/P is also the key of “Polygon”/).waitFor();
  check(true, 'a key that another command has is told');
  if (process.env.SHOTS) await shots(page, 'keys-clash');
  const found = await faults(page, 'the sheet of keys');
  check(found.length === 0, `the sheet of keys while one is changed: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Give Box its own key again' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  check((await tool('Box').getAttribute('aria-label')) === 'Box, P' && (await tool('Polygon').getAttribute('aria-label')) === 'Polygon', 'the toolbar shows the new key, and the other command has lost it');
  await stage.focus();
  const held = (name) => page.locator('[role="toolbar"] button[aria-pressed="true"]', { has: page.locator('svg') }).and(tool(name)).waitFor();
  await page.keyboard.press('p');
  await held('Box');
  check(true, 'the new key takes the tool');
  await page.keyboard.press('v');
  await held('Select');
  await page.keyboard.press('b');
  await page.waitForTimeout(200);
  await held('Select');
  check(true, 'the old one does not');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('box');
  check((await page.getByRole('option', { name: /^Box/ }).locator('kbd').allInnerTexts()).join('') === 'P', 'the palette shows it, too');
  await page.keyboard.press('Escape');

  await page.reload();
  await tool('Box').waitFor();
  check((await tool('Box').getAttribute('aria-label')) === 'Box, P', 'it is kept for the next visit');
  await stage.focus();
  await page.keyboard.press('?');
  await dialog.getByRole('button', { name: 'Give all commands their own keys again' }).press('Enter');
  await page.keyboard.press('Escape');
  check((await tool('Box').getAttribute('aria-label')) === 'Box, B' && (await tool('Polygon').getAttribute('aria-label')) === 'Polygon, P', 'all is as it was after a reset');
  await page.close();
}
