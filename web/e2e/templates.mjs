// Every common job that a project can begin from: opened in the live preview, and one sample of it labeled by keys alone.
import { check, server } from './browser.mjs';
import { call } from './hands.mjs';
import { focus } from './keyboard.mjs';
import { png } from './png.mjs';

const prompt = { role: 'user', content: 'How much is a bun?' };
const samples = {
  'text': () => ({ text: 'Ada bakes in Ghent, and her buns are two coins.' }),
  'conversation': () => ({ messages: [prompt, { role: 'assistant', content: 'It are two coin.' }] }),
  'two candidates': () => ({ messages: [prompt], candidates: [{ content: 'Two coins.' }, { content: 'Some coins.' }] }),
  'candidates': () => ({ messages: [prompt], candidates: [{ content: 'Two coins.' }, { content: 'Some coins.' }, { content: 'I do not know.' }] }),
};

async function sampleOf(context, id, template) {
  const kind = template.samples;
  if (kind !== 'image') return samples[kind]();
  const { blob } = await call(context, 'POST', `/projects/${id}/files?name=belt.png`, png(320, 240, () => [90, 96, 100]), 'application/octet-stream');
  return { image: { blob, name: 'belt.png' } };
}

/** Answers what has the focus. */
async function answerHere(page) {
  const kind = await page.evaluate(() => {
    const here = document.activeElement;
    if (here?.closest('[data-marking]')) return 'text to mark';
    if (here?.matches('main [role="application"]')) return 'image';
    return here?.type ?? here?.tagName.toLowerCase();
  });
  if (kind === 'image') {
    for (const key of ['b', 'Space', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'Space']) await page.keyboard.press(key);
    await page.getByRole('heading', { level: 2, name: '1 region' }).waitFor();
    // What is asked about every region.
    await focus(page, '.details select');
    await page.keyboard.type('noth');
    return;
  }
  if (kind === 'text to mark') {
    for (const key of ['Tab', '1']) await page.keyboard.press(key);
    return;
  }
  if (kind === 'radio' || kind === 'checkbox') await page.keyboard.press('Space');
  else if (kind === 'number') await page.keyboard.type('2');
  else if (kind === 'textarea' || kind === 'text') await page.keyboard.type('A bun is two coins.');
  else if (kind === 'li') await page.keyboard.press('Enter');
  else await page.keyboard.press('Tab');
  if (kind === 'textarea' || kind === 'text' || kind === 'number') await page.keyboard.press('Escape');
}

/** All of them, or the one that MASLIN_TEMPLATE names. */
const wanted = (all) => all.filter((one) => (process.env.MASLIN_TEMPLATE ?? one.id) === one.id);
const usable = (page) => page.locator('footer .go:enabled').count().then((n) => n > 0);

async function labelOne(page, template) {
  await page.locator('.work main .question, .work main [role="application"], .work main [data-marking]').first().waitFor();
  await page.locator('.work main :focus').first().waitFor();
  // A region need not be drawn; it is, to show that it can.
  if (template.questions.some((one) => one.kind === 'regions')) {
    await page.locator('[data-marking]:focus, .work main [role="application"]:focus').waitFor();
    await answerHere(page);
  }
  for (let i = 0; i < 40 && !(await usable(page)); i++) {
    const ranking = page.getByRole('button', { name: 'Keep this order' });
    if ((await ranking.count()) > 0) await ranking.press('Enter');
    else {
      await page.keyboard.press('Enter');
      await answerHere(page);
    }
    await page.waitForTimeout(30);
  }
  if (!(await usable(page))) throw new Error(`${template.title}: the answer is not complete after forty steps: ${await page.locator('.work main').innerText()}`);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing left to do here').waitFor();
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

export async function templates(context) {
  const all = await call(context, 'GET', '/templates');
  check(all.length >= 20, `there are ${all.length} common jobs to begin from`);
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  for (const template of wanted(all)) {
    await page.goto(`${server}/projects/new?start=${template.id}`);
    const shown = page.getByRole('region', { name: 'As annotators see it' });
    const first = template.questions[0];
    await shown.getByText(first.caption, { exact: false }).first().waitFor();
    if ((await page.locator('#name').inputValue()) !== template.title) throw new Error(`${template.title} does not give its name`);
    if (errors.length > 0) throw new Error(`${template.title} in the preview: ${errors[0]}`);
  }
  check(true, 'each is shown as annotators will see it');
  for (const template of wanted(all)) {
    const { id } = await call(context, 'POST', '/projects', { name: `${template.title}, by keys`, overlap: 1, ontology: { questions: template.questions } });
    const report = await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'one', ...(await sampleOf(context, id, template)) }), 'application/x-ndjson');
    if (report.taken !== 1) throw new Error(`${template.title}: ${JSON.stringify(report.rejected)}`);
    await page.goto(`${server}/projects/${id}/label`);
    await labelOne(page, template);
    const [{ answers }] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
    const regions = template.questions.find((one) => one.kind === 'regions');
    if (regions && answers[regions.name].regions.length === 0) throw new Error(`${template.title}: no region was drawn by keys`);
    await call(context, 'PUT', `/projects/${id}/state`, { state: 'archived' });
  }
  check(errors.length === 0, `one sample of each is labeled by keys alone, without an error of script or of the content policy (${errors.join(', ')})`);
  await page.close();
}
