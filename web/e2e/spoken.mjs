// Words inside messages, marked with the pointer and again by keyboard alone: saved, loaded again, exactly the same; two annotators
// side by side; what the server refuses.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { byItself, call, click, drag, project, saved, shots, signIn, start } from './hands.mjs';

const messages = [
  { role: 'user', content: 'Where 👍🏽 is the oldest bakery, and when was it founded?' },
  { role: 'assistant', content: 'The oldest bakery is in **Ghent**.\n\nIt was founded in 1921, in Ghent.' },
  { role: 'user', content: 'My guide says 1911. בטוח?' },
];
const marks = {
  name: 'marks', kind: 'regions', caption: 'Mark what matters', shapes: ['span', 'spans'], classes: [{ name: 'claim' }, { name: 'source' }],
  attributes: [{ name: 'sure', kind: 'choice', caption: 'Sure?', classes: [{ name: 'yes' }, { name: 'no' }], asking: { when: { question: 'label', labels: ['source'] } } }],
  relations: [{ name: 'contradicts', from: ['claim'], to: ['source'] }],
};
const good = { name: 'good', kind: 'rating', caption: 'Good?', low: 1, high: 3, asking: { each: 'message' } };

const points = (message, words) => {
  const said = messages[message].content;
  const start = [...said.slice(0, said.indexOf(words))].length;
  return { start, end: start + [...words].length };
};
const region = (id, label, message, words, more = {}) => ({ id, label, message, span: points(message, words), ...more });
const regions = [
  region('a', 'claim', 0, '👍🏽 is'), region('b', 'claim', 1, 'founded in 1921'), region('c', 'source', 2, '1911', { attributes: { sure: 'yes' } }), region('d', 'claim', 1, '1921'),
  { id: 'e', label: 'claim', message: 1, spans: [points(1, 'oldest'), points(1, 'bakery')] }, region('f', 'source', 2, 'בטוח', { attributes: { sure: 'no' } }),
];

function plain(answer) {
  const said = (id) => {
    const { label, message, span, spans, attributes } = answer.regions.find((one) => one.id === id);
    return JSON.stringify([label, message, span ? [[span.start, span.end]] : spans.map((one) => [one.start, one.end]), attributes?.sure ?? null]);
  };
  return { regions: answer.regions.map((one) => said(one.id)).sort(), relations: (answer.relations ?? []).map(({ name, from, to }) => `${said(from)} ${name} ${said(to)}`) };
}
const wanted = { marks: plain({ regions, relations: [{ name: 'contradicts', from: 'd', to: 'c' }] }), good: [1, 2, 3] };

async function byPointer(page) {
  await page.locator('[data-chunk] .t').first().waitFor();
  const label = (name) => page.getByRole('toolbar').getByRole('button', { name }).click();
  await drag(page, '👍🏽 is');
  await label('claim');
  await drag(page, 'founded in 1921');
  await label('claim');
  await click(page, '1911', 0, 2);
  await label('source');
  await page.locator('#span-details input[value="yes"]').click();
  await drag(page, '1921');
  await label('claim');
  await page.locator('#span-details').getByRole('button', { name: /contradicts/ }).click();
  await click(page, '1911');
  await click(page, 'oldest', 1, 2).catch(() => {});
  await drag(page, 'oldest bakery is in');
  await page.keyboard.press('Escape');
  const part = await page.evaluate(() => {
    const piece = [...document.querySelectorAll('[data-chunk] .t')].find((one) => one.textContent.startsWith('The oldest'));
    const range = document.createRange();
    return ['oldest', 'bakery'].map((words) => {
      const from = piece.textContent.indexOf(words);
      range.setStart(piece.firstChild, from);
      range.setEnd(piece.firstChild, from + words.length);
      const { left, right, top, height } = range.getBoundingClientRect();
      return { left: left + 1, right: right - 1, y: top + height / 2 };
    });
  });
  const over = async ({ left, right, y }) => {
    await page.mouse.move(left, y);
    await page.mouse.down();
    await page.mouse.move(right, y, { steps: 4 });
    await page.mouse.up();
  };
  await over(part[0]);
  await label('claim');
  // A part in another message is not taken, and the page says why.
  await page.locator('#span-details').getByRole('button', { name: /part/i }).click();
  await drag(page, 'guide');
  await page.getByText('A region lies in one message').waitFor();
  check(true, 'a part in another message is refused in words');
  await over(part[1]);
  await drag(page, 'בטוח');
  await label('source');
  await page.locator('#span-details input[value="no"]').click();
  for (const i of [0, 1, 2]) await page.locator(`[data-each="good-${i}"] input[value="${i + 1}"]`).click();
}

async function byKeyboard(page) {
  await page.locator('[data-marking]:focus').waitFor();
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const until = async (key, words) => {
    for (let i = 0; i < 60; i++) {
      if (await page.evaluate((words) => getSelection().toString() === words, words)) return;
      await press(key);
    }
    throw new Error(`${key} never came to "${words}"; it is at "${await page.evaluate(() => getSelection().toString())}"`);
  };
  await until('Tab', 'Where');
  // The selection of words begins behind the first: it is turned round and made smaller to get to what is no word.
  await until('Tab', 'is');
  await press('o');
  await until('Shift+ArrowLeft', '👍🏽 is');
  await press('1');
  await until('Tab', 'oldest');
  await until('Tab', 'The');
  await until('Tab', 'oldest');
  await press('1', 'p');
  await until('Tab', 'bakery');
  await press('Enter');
  await until('Tab', 'founded');
  await press('Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', '1');
  await press('Escape');
  await until('Tab', '1921');
  await press('1', 'Escape');
  await until('Tab', '1911');
  await press('2', 'e', 'Space', 'Escape');
  await page.locator('[data-marking]:focus').waitFor();
  await until('Tab', 'בטוח');
  await press('2', 'e', 'ArrowDown', 'Escape');
  await page.locator('[data-marking]:focus').waitFor();
  for (let i = 0; i < 12 && !(await page.locator('.mode', { hasText: '“1921”' }).count()); i++) await press('ArrowLeft');
  await press('r');
  for (let i = 0; i < 12 && !(await page.evaluate(() => getSelection().toString() === '1911')); i++) await press('ArrowRight');
  await press('Enter');
  // Out of the text, to what is asked about each message, by digits.
  while (await page.locator('[data-marking]:focus').count()) await press('Escape');
  await page.locator('[data-each="good-0"] input:focus').waitFor();
  await press('1');
  await page.locator('[data-each="good-1"] input:focus').waitFor();
  await press('2');
  await page.locator('[data-each="good-2"] input:focus').waitFor();
  await press('3');
}

async function same(context, id, what) {
  const { draft } = await call(context, 'POST', `/projects/${id}/assignments`);
  const [have, want] = [JSON.stringify({ marks: plain(draft.marks), good: draft.good }, null, 1), JSON.stringify(wanted, null, 1)];
  check(have === want, `${what}${have === want ? '' : `\n    have ${have}\n    want ${want}`}`);
}

async function marked(context) {
  for (const [way, mark] of [['with the pointer', byPointer], ['by keyboard alone', byKeyboard]]) {
    const { id, page, errors } = await start(context, [marks, good], [{ key: 'talk', messages }]);
    await mark(page);
    await saved(page);
    await page.waitForTimeout(300);
    if (process.env.SHOTS) await shots(page, `spoken-${way.includes('key') ? 'keys' : 'pointer'}`);
    await same(context, id, `words of messages are marked ${way}: overlapping, interrupted, related across messages, in code points`);
    await page.reload();
    await page.getByText('6 regions').first().waitFor();
    check((await page.locator('[data-each="good-2"] input[value="3"]:checked').count()) === 1, 'and so is what was said of each message');
    await same(context, id, `it is the same after a reload, ${way}`);
    const found = await faults(page, 'messages that are marked');
    check(found.length === 0, `messages that are marked: axe finds nothing, nothing scrolls sideways${lines(found)}`);
    await page.locator('[data-marking]').focus();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nothing left to do here').waitFor();
    await saved(page);
    const [{ answers }] = (await call(context, 'GET', `/projects/${id}/annotations`)).items;
    check(JSON.stringify(plain(answers.marks)) === JSON.stringify(wanted.marks), 'the answer has each region with its message');
    check(errors.length === 0, `nothing fails on the page${lines(errors)}`);
    await page.close();
  }
}

/** Two who marked the same words of different messages differ; one is merged by picking, by keys. */
async function merged(context) {
  const id = await project(context, [marks], [{ key: 'talk', messages }], { overlap: 2 });
  await call(context, 'PATCH', `/projects/${id}`, { review: { levels: 1, rate: 1 } });
  const ghent = (message) => ({ id: 'g', label: 'claim', message, span: { start: 0, end: 2 } });
  const given = [[regions[1], ghent(0)], [regions[1], ghent(1)]];
  for (const [i, all] of given.entries()) {
    const name = `listener-${i}-${Date.now() % 100_000}`;
    const { link } = await call(context, 'POST', '/users', { name, email: `${name}@example.org`, role: 'annotator' });
    const own = await context.browser().newContext();
    await signIn(await own.newPage(), new URL(link, `${server}/`).href, name);
    const lease = await call(own, 'POST', `/projects/${id}/assignments`);
    if (i === 0) await refused(own, lease.id);
    await call(own, 'POST', `/assignments/${lease.id}/annotation`, { answers: { marks: { regions: all } } });
    await own.close();
  }
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}/review`);
  const table = page.getByRole('region', { name: 'Side by side', exact: true }).locator('table');
  await table.waitFor();
  check((await table.locator('tr.differs').count()) === 2, 'the same place of two messages is two opinions, side by side');
  if (process.env.SHOTS) await shots(page, 'spoken-review');
  const found = await faults(page, 'messages side by side');
  check(found.length === 0, `messages side by side: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  for (const row of ['message 1', 'message 2']) {
    const box = table.locator('tr.differs', { hasText: row }).getByRole('checkbox');
    await box.focus();
    if (!(await box.isChecked())) await page.keyboard.press('Space');
  }
  await page.getByText('3 regions').first().waitFor();
  const sent = page.waitForResponse(/\/verdict$/);
  await page.keyboard.press('Control+Enter');
  await sent;
  const { items } = await call(context, 'GET', `/projects/${id}/annotations`);
  const fixed = items.find((one) => one.revision === 2);
  check(fixed.answers.marks.regions.map((one) => `${one.message} ${one.span.start}`).sort().join() === '0 0,1 0,1 43', `both are in the merged answer (${JSON.stringify(fixed.answers.marks.regions)})`);
  await page.goto(`${server}/tasks/${items[0].taskId}`);
  await page.locator('.mark').first().waitFor();
  const faulty = await faults(page, 'a task with marked messages');
  check(faulty.length === 0, `a task with marked messages: axe finds nothing, nothing scrolls sideways${lines(faulty)}`);
  if (process.env.SHOTS) await shots(page, 'spoken-task');
  await page.close();
}

/** What does not stand in the conversation is refused with its place and a way out. */
async function refused(own, lease) {
  for (const [more, what] of [[{}, 'from 0 to 2'], [{ message: 3 }, 'from 0 to 2'], [{ message: 2, span: { start: 0, end: 500 } }, 'at most']]) {
    const error = await call(own, 'POST', `/assignments/${lease}/annotation`, { answers: { marks: { regions: [{ id: 'x', label: 'claim', span: { start: 0, end: 2 }, ...more }] } } }).then(() => '', String);
    check(error.includes('answers.marks.regions[0]') && error.includes(what), `refused with its place: ${JSON.stringify(more)}${error.includes(what) ? '' : `: ${error}`}`);
  }
}

export async function spoken(context) {
  await marked(context);
  await merged(context);
}

await byItself(import.meta.filename, (_, context) => spoken(context));
