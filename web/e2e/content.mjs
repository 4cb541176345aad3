// Samples of other kinds, the guideline and its questions, by keyboard alone: images from a folder, a start by prediction, a
// guideline written by section, a question asked beside the work, answered and resolved.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { focus, titled, usable } from './keyboard.mjs';
import { png } from './png.mjs';

async function call(context, method, path, data) {
  const { csrfToken } = await (await context.request.get(`${server}/api/v1/session`)).json();
  const answer = await context.request.fetch(`${server}/api/v1${path}`, { method, data, headers: { 'X-CSRF-Token': csrfToken } });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer.json();
}

async function clean(page, name) {
  const found = await faults(page, name);
  check(found.length === 0, `${name}: axe finds nothing, nothing scrolls sideways${lines(found)}`);
}

async function writeGuideline(page) {
  await page.keyboard.press('u');
  await titled(page, 'Guideline').waitFor();
  await usable(page, 'Add a section');
  await page.keyboard.press('a');
  await page.locator('section input[type="text"]').first().waitFor();
  await page.keyboard.type('Colours');
  await focus(page, 'textarea');
  await page.keyboard.type('Red is **warm**, blue is cold.\n\n### Good example\n\nA red bun is warm.\n\n<img src=x onerror=alert(1)>');
  await page.locator('.preview strong').waitFor();
  check((await page.locator('.preview img').count()) === 0, 'what could run in a guideline is taken out');
  await clean(page, 'the guideline being written');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved as version 1').first().waitFor();
  check(true, 'a guideline is written section by section and saved as a version');
}

async function importFolder(page) {
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  mkdirSync(join(folder, 'colours'));
  const files = [['red.png', png(120, 80, () => [200, 30, 30])], ['blue.png', png(80, 120, () => [30, 30, 200])], ['none.png', Buffer.from('no image')]];
  for (const [name, bytes] of files) writeFileSync(join(folder, 'colours', name), bytes);
  await usable(page, 'Import samples');
  await page.keyboard.press('i');
  await page.locator('#file').setInputFiles(files.map(([name]) => join(folder, 'colours', name)));
  await page.getByText('3 files').waitFor();
  await clean(page, 'the import of files');
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText('2 samples taken').waitFor();
  check(await page.getByText('none.png').first().isVisible(), 'the report names the file that is no image');
  await clean(page, 'the report of an import');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

async function label(page) {
  await usable(page, 'Label next');
  await page.keyboard.press('l');
  await page.locator('main img').waitFor();
  await page.waitForFunction(() => document.querySelector('main img')?.naturalWidth > 0);
  check(true, 'an image is shown to who holds its task');
  check(await page.getByText('Begun with what tagger 3 predicted').isVisible(), 'a task begins with what a model predicted');
  await page.getByText('You have not read this guideline yet').waitFor();
  await clean(page, 'an image at hand');
  await page.keyboard.press('/');
  await page.keyboard.type('sausage');
  await page.getByText('No section has these words').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('warm');
  await page.getByText('A red bun is warm').waitFor();
  check(true, 'the guideline is searched beside the work');
  await page.keyboard.press('Escape');
  await page.keyboard.press('q');
  await page.locator('#ask-text').waitFor();
  await clean(page, 'the question box');
  await focus(page, '#ask-text');
  await page.keyboard.type('Is purple warm?');
  await page.keyboard.press('Control+Enter');
  await page.locator('summary', { hasText: 'Is purple warm?' }).waitFor();
  check(true, 'a question is asked beside the work');
  await focus(page, 'main input');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

async function answer(page, project) {
  await page.goto(project);
  await page.getByRole('link', { name: 'Questions' }).waitFor();
  await page.keyboard.press('a');
  await titled(page, 'Questions').waitFor();
  await page.locator('summary', { hasText: 'Is purple warm?' }).waitFor();
  await focus(page, 'summary');
  await page.keyboard.press('Enter');
  await page.locator('details[open] .said').waitFor();
  await clean(page, 'the open questions');
  await focus(page, 'textarea');
  await page.keyboard.type('It is neither.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.said', { hasText: 'It is neither.' }).waitFor();
  await focus(page, 'details form button.plain');
  await page.keyboard.press('Enter');
  await page.getByText('No open question').waitFor();
  check(true, 'a question is answered and resolved');
}

async function changeMany(page, project) {
  await page.goto(project);
  await usable(page, 'Change many');
  await page.keyboard.press('m');
  await page.locator('#bulk-priority').waitFor();
  await clean(page, 'a change of many');
  await focus(page, '#bulk-priority');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.getByText('2 are named by this').waitFor();
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText('2 were changed').waitFor();
  await clean(page, 'the report of a change of many');
  check(true, 'many tasks are counted, then changed');
}

export async function content(context) {
  const page = await context.newPage();
  const classes = ['warm', 'cold'].map((name) => ({ name, caption: name }));
  const { id } = await call(context, 'POST', '/projects', { name: `Colours ${Date.now()}`, ontology: { questions: [{ name: 'kind', kind: 'choice', caption: 'Warm or cold?', classes }] } });
  const project = `${server}/projects/${id}`;
  await page.goto(project);
  await page.getByRole('link', { name: 'Guideline' }).waitFor();
  await writeGuideline(page);
  await page.goto(project);
  await importFolder(page);
  const samples = (await call(context, 'GET', `/projects/${id}/samples`)).items;
  await call(context, 'POST', `/projects/${id}/predictions`, { predictions: samples.map((one) => ({ sampleKey: one.key, model: 'tagger', modelVersion: '3', score: 0.8, answers: { kind: 'warm' } })) });
  await call(context, 'PATCH', `/projects/${id}`, { prefill: true });
  await page.waitForTimeout(1100);
  await page.goto(project);
  await label(page);
  const [annotation] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
  check(annotation.origins?.kind === 'prediction' && annotation.guidelineVersion === 1, 'the answer says that it was predicted, and under which guideline it was given');
  await answer(page, project);
  await changeMany(page, project);
  await page.close();
}
