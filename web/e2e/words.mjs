// Text, marked with the pointer and again by keyboard alone: saved, loaded again, exactly the same.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { at, call, click, drag, project, saved, shots, signIn, start } from './hands.mjs';

const text = 'To Görlitz 👍🏽 on 12 March I ordered oak bread boxes from Morgenrot Görlitz.\r\nThe note says "בטוח למזון" and e\u0301te\u0301 too.\n\nSend both back.';

const entities = {
  name: 'entities', kind: 'regions', caption: 'Mark every name', shapes: ['span', 'spans'],
  classes: [{ name: 'place' }, { name: 'date' }, { name: 'product' }, { name: 'organisation' }],
  attributes: [{ name: 'sure', kind: 'choice', caption: 'Sure?', classes: [{ name: 'yes' }, { name: 'no' }], asking: { when: { question: 'label', labels: ['product'] } } }],
  relations: [{ name: 'lies in', from: ['organisation'], to: ['place'] }, { name: 'same', caption: 'the same', chain: true }],
};

/** The draft as the server has it, without what differs between two hands. */
async function answer(context, id) {
  return plain((await call(context, 'POST', `/projects/${id}/assignments`)).draft.entities);
}

function plain({ regions, relations = [] }) {
  const sorted = (value) => (Array.isArray(value) ? value.map(sorted) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort().map(([name, one]) => [name, sorted(one)])) : value);
  const said = ({ id, ...region }) => JSON.stringify(sorted(region));
  const end = (id) => said(regions.find((one) => one.id === id));
  return { regions: regions.map(said).sort(), relations: relations.map(({ name, from, to }) => `${end(from)} ${name} ${end(to)}`).sort() };
}

const points = (words, nth = 0) => {
  let from = -1;
  for (let i = 0; i <= nth; i++) from = text.indexOf(words, from + 1);
  const start = [...text.slice(0, from)].length;
  return { start, end: start + [...words].length };
};
const region = (label, words, nth = 0, more = {}) => ({ label, origin: 'human', span: points(words, nth), ...more });
const wanted = () => {
  const regions = [
    { id: '1', ...region('place', 'Görlitz') }, { id: '2', ...region('date', '12 March') }, { id: '3', ...region('product', 'oak bread boxes', 0, { attributes: { sure: 'yes' } }) },
    { id: '4', ...region('organisation', 'Morgenrot Görlitz') }, { id: '5', ...region('place', 'Görlitz', 1) }, { id: '6', ...region('product', 'בטוח', 0, { attributes: { sure: 'no' } }) },
    { id: '7', label: 'date', origin: 'human', spans: [points('Send'), points('back')] },
  ];
  return plain({ regions, relations: [{ name: 'lies in', from: '4', to: '5' }, { name: 'same', from: '1', to: '5' }] });
};

async function byPointer(page) {
  await page.locator('[data-chunk] .t').first().waitFor();
  const label = (name) => page.getByRole('toolbar').getByRole('button', { name }).click();
  await click(page, 'Görlitz', 0, 2);
  await label('place');
  await drag(page, '12 Mar');
  await label('date');
  // The end of it was missed: its handle is drawn on.
  const handle = await page.locator('.handle.end').boundingBox();
  const end = await at(page, '12 March');
  await page.mouse.move(handle.x + 12, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x2 + 2, end.y2, { steps: 4 });
  await page.mouse.up();
  // Shift and a click extend.
  await click(page, 'oak', 0, 2);
  const boxes = await at(page, 'bread boxes');
  await page.keyboard.down('Shift');
  await page.mouse.click(boxes.x2 + 1, boxes.y2);
  await page.keyboard.up('Shift');
  await label('product');
  await page.locator('#span-details input[value="yes"]').click();
  await drag(page, 'Morgenrot Görlitz');
  await label('organisation');
  await drag(page, 'Görlitz', 1);
  await label('place');
  await drag(page, 'בטוח');
  await label('product');
  await page.locator('#span-details input[value="no"]').click();
  await click(page, 'Send', 0, 2);
  await label('date');
  await drag(page, 'back', 0, ['Control']);
  await click(page, 'Morgenrot');
  await page.locator('#span-details').getByRole('button', { name: /lies in/ }).click();
  await click(page, 'Görlitz', 1);
  await click(page, 'Görlitz', 0);
  await page.locator('#span-details').getByRole('button', { name: /the same/ }).click();
  await click(page, 'Görlitz', 1);
}

async function byKeyboard(page) {
  await page.locator('[data-chunk] .t').first().waitFor();
  await page.locator('[data-marking]:focus').waitFor();
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const to = async (words) => {
    for (let i = 0; i < 40; i++) {
      if (await page.evaluate((words) => getSelection().toString() === words, words)) return;
      await press('Tab');
    }
    throw new Error(`Tab never came to "${words}"; it is at "${await page.evaluate(() => getSelection().toString())}"`);
  };
  const extendTo = async (words) => {
    for (let i = 0; i < 40; i++) {
      if (await page.evaluate((words) => getSelection().toString() === words, words)) return;
      await press('Shift+ArrowRight');
    }
    throw new Error(`Shift and an arrow never came to "${words}"; it is at "${await page.evaluate(() => getSelection().toString())}"`);
  };
  await to('Görlitz');
  await press('1');
  await to('12');
  await press('Control+Shift+ArrowRight', '2');
  await to('oak');
  await extendTo('oak bread boxes');
  await press('3', 'e', 'Space');
  await press('Escape');
  await page.locator('[data-marking]:focus').waitFor();
  await to('Morgenrot');
  await extendTo('Morgenrot Görlitz');
  await press('4', 'Escape');
  await to('Görlitz');
  await press('1');
  await to('בטוח');
  await press('3', 'e');
  await press('ArrowDown', 'Escape');
  await to('Send');
  await press('2', 'p');
  await to('back');
  await press('Enter');
  // From region to region: back to the organisation, related to the place in it.
  const chosen = async (words) => {
    for (let i = 0; i < 20; i++) {
      await press('ArrowLeft');
      if (await page.locator('.mode', { hasText: `“${words}”` }).count()) return;
    }
    throw new Error(`the arrows never came to "${words}"`);
  };
  await chosen('Morgenrot Görlitz');
  await press('r');
  if (!(await page.locator('.mode', { hasText: 'choose the other region' }).count())) {
    await page.locator('#span-details :focus').waitFor();
    for (let i = 0; i < 8 && !/lies in/.test(await page.evaluate(() => document.activeElement.textContent)); i++) await press('Tab');
    await press('Enter');
  }
  await page.locator('[data-marking]:focus').waitFor();
  await press('ArrowRight', 'Enter');
  await chosen('Görlitz');
  await press('r');
  await page.locator('#span-details :focus').or(page.locator('.mode', { hasText: 'choose the other region' })).first().waitFor();
  if (await page.locator('#span-details :focus').count()) {
    for (let i = 0; i < 8 && !/the same/.test(await page.evaluate(() => document.activeElement.textContent)); i++) await press('Tab');
    await press('Enter');
  }
  await page.locator('[data-marking]:focus').waitFor();
  for (let i = 0; i < 4; i++) await press('ArrowRight');
  await press('Enter');
}

async function same(context, id, what) {
  const [have, want] = [await answer(context, id), wanted()];
  check(JSON.stringify(have) === JSON.stringify(want), `${what}${JSON.stringify(have) === JSON.stringify(want) ? '' : `\n    have ${JSON.stringify(have, null, 1)}\n    want ${JSON.stringify(want, null, 1)}`}`);
}

async function spans(context) {
  for (const [way, mark] of [['with the pointer', byPointer], ['by keyboard alone', byKeyboard]]) {
    const { id, page, errors } = await start(context, [entities], [{ key: 'letter', text }]);
    await mark(page);
    await saved(page);
    await same(context, id, `a text is marked ${way}: overlapping, interrupted, related, with attributes`);
    await page.reload();
    await page.getByText('7 regions').first().waitFor();
    await same(context, id, `it is the same after a reload, ${way}`);
    if (process.env.SHOTS) await shots(page, `spans-${way.includes('key') ? 'keys' : 'pointer'}`);
    if (way.includes('key')) {
      const found = await faults(page, 'a text that is marked');
      check(found.length === 0, `a text that is marked: axe finds nothing, nothing scrolls sideways${lines(found)}`);
    }
    await page.locator('[data-marking]').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(/Saved/).waitFor();
    check(errors.length === 0, `nothing fails on the page${lines(errors)}`);
    await page.close();
  }
}

async function predictions(context) {
  const machine = (id, label, words) => ({ id, label, span: points(words) });
  const answers = { entities: { regions: [machine('a', 'place', 'Görlitz'), machine('b', 'date', '12 March I'), machine('c', 'place', 'note')] } };
  const { id, page } = await start(context, [entities], [{ key: 'letter', text, predictions: [{ model: 'tagger', modelVersion: '1', answers }] }], { prefill: true });
  await page.locator('[data-marking]:focus').waitFor();
  await page.getByText('3 predicted').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('a');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('x');
  await saved(page);
  const { regions } = (await call(context, 'POST', `/projects/${id}/assignments`)).draft.entities;
  check(JSON.stringify(regions.map(({ id, origin }) => [id, origin])) === '[["a","accepted"],["b","edited"]]', `predictions are accepted, changed and rejected by one key each${lines([JSON.stringify(regions)])}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await saved(page);
  await page.close();
}

/** Two annotators who differ, seen side by side and merged by picking. */
export async function merge(context) {
  const id = await project(context, [entities], [{ key: 'letter', text }], { overlap: 2 });
  await call(context, 'PATCH', `/projects/${id}`, { review: { levels: 1 } });
  const marked = [[region('place', 'Görlitz'), region('date', '12 March')], [region('place', 'Görlitz'), region('date', '12 March I'), region('organisation', 'Morgenrot')]];
  for (const [i, regions] of marked.entries()) {
    const name = `reader-${i}-${Date.now() % 100_000}`;
    const { link } = await call(context, 'POST', '/users', { name, email: `${name}@example.org`, role: 'annotator' });
    const own = await context.browser().newContext();
    await signIn(await own.newPage(), `${server}/${link}`, name);
    const lease = await call(own, 'POST', `/projects/${id}/assignments`);
    await call(own, 'POST', `/assignments/${lease.id}/annotation`, { answers: { entities: { regions: regions.map((one, n) => ({ id: `r${n}`, ...one })) } } });
    await own.close();
  }
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}/review`);
  const table = page.getByRole('region', { name: 'Side by side', exact: true }).locator('table');
  await table.waitFor();
  check((await table.locator('tr.differs').count()) === 3, 'where two annotators differ is marked, side by side');
  const box = (words) => table.locator('tr', { hasText: words }).getByRole('checkbox');
  await box('Morgenrot').focus();
  if (!(await box('Morgenrot').isChecked())) await page.keyboard.press('Space');
  const [short, long] = [table.locator('tr', { has: page.getByText('12 March', { exact: true }) }).getByRole('checkbox'), box('12 March I')];
  for (const [one, wanted] of [[short, true], [long, false]]) if ((await one.isChecked()) !== wanted) await one.click();
  if (process.env.SHOTS) await shots(page, 'review');
  const found = await faults(page, 'answers side by side');
  check(found.length === 0, `answers side by side: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.locator('footer .go').click();
  await page.waitForTimeout(500);
  const { items } = await call(context, 'GET', `/projects/${id}/annotations`);
  const merged = items.map((one) => one.answers.entities.regions.map((it) => `${it.label} ${it.span.start}-${it.span.end}`).sort().join());
  const want = [region('place', 'Görlitz'), region('date', '12 March'), region('organisation', 'Morgenrot')].map((it) => `${it.label} ${it.span.start}-${it.span.end}`).sort().join();
  check(merged.includes(want), `one answer is merged by picking${merged.includes(want) ? '' : `: ${JSON.stringify(merged)}, wanted ${want}`}`);
  await page.goto(`${server}/tasks/${items[0].taskId}`);
  await page.locator('.mark').first().waitFor();
  check(await page.getByLabel('In the answer').count() === 0 && await page.getByRole('toolbar').count() === 0, 'on the page of the task the marks can be read alone');
  const faulty = await faults(page, 'a task with marks');
  check(faulty.length === 0, `a task with marks: axe finds nothing, nothing scrolls sideways${lines(faulty)}`);
  await page.close();
}

export async function words(context) {
  await spans(context);
  await predictions(context);
  await merge(context);
}
