// A task list of a million rows in a browser: its first, middle and last row, page by page by keys, filters as one types, and the
// memory that it takes.   node e2e/server.mjs ../maslin million.mjs [--tasks 1000000]
import { check, server } from './browser.mjs';
import { byItself, call } from './hands.mjs';

const at = process.argv.indexOf('--tasks');
const tasks = at < 0 ? 1_000_000 : Number(process.argv[at + 1]);
const key = (i) => `${i % 10 === 0 ? 'bread' : 'cake'}-${String(i).padStart(7, '0')}`;
/** The keys in the order of the list: bread before cake. */
const nth = (place) => (place < tasks / 10 ? key(place * 10) : key(Math.floor((place - tasks / 10) / 9) * 10 + ((place - tasks / 10) % 9) + 1));
const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * q) - 1)];

async function filled(context) {
  const known = (await call(context, 'GET', '/projects')).items.find((one) => one.name === 'A million' && one.counts.tasks === tasks);
  if (known) return known.id;
  const { id } = await call(context, 'POST', '/projects', { name: 'A million', overlap: 1, ontology: { questions: [{ name: 'kind', kind: 'choice', caption: 'What is it?', classes: [{ name: 'rye' }, { name: 'bun' }] }] } });
  const [began, each] = [Date.now(), 50_000];
  for (let from = 0; from < tasks; from += each) {
    const lines = Array.from({ length: Math.min(each, tasks - from) }, (_, i) => `{"key":"${key(from + i)}","text":"Number ${from + i}"}`).join('\n');
    await call(context, 'POST', `/projects/${id}/samples?tasks=true`, lines, 'application/x-ndjson');
  }
  console.log(`  told: ${tasks} tasks are imported in ${((Date.now() - began) / 1000).toFixed(0)} s`);
  return id;
}

/** From a deed in the page to the frame in which a task of this key is drawn at the top of what is in sight, or anywhere. */
const painted = (page, wanted) => page.evaluate((text) => new Promise((done, fail) => {
  const began = window.deed ?? performance.now();
  const late = performance.now() + 20_000;
  const look = () => {
    if (performance.now() > late) return fail(new Error(`${text} was not painted in 20 s`));
    const there = [...document.querySelectorAll('tr.task a')].some((one) => one.textContent === text && one.getBoundingClientRect().bottom > 0);
    if (there) requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
    else requestAnimationFrame(look);
  };
  look();
}), wanted);

const inSight = (page) => page.evaluate(() => {
  const place = document.querySelector('.place').getBoundingClientRect();
  const head = document.querySelector('.place thead th').getBoundingClientRect().bottom;
  return [...document.querySelectorAll('tr.task')].filter((one) => { const box = one.getBoundingClientRect(); return box.top >= head - 1 && box.bottom <= place.bottom + 1; }).map((one) => Number(one.getAttribute('aria-rowindex')) - 2);
});

export async function million(context) {
  const id = await filled(context);
  const page = await context.newPage();
  await page.addInitScript(() => addEventListener('keydown', () => (window.deed = performance.now()), true));
  const began = Date.now();
  await page.goto(`${server}/projects/${id}`);
  await page.getByText(nth(0), { exact: true }).waitFor();
  console.log(`  told: the page with its first rows after ${Date.now() - began} ms`);
  const table = page.getByRole('region', { name: 'Tasks, table' });
  const rows = () => page.locator('tr.task').count();
  await table.focus();

  await page.keyboard.press('End');
  console.log(`  told: the last row after ${(await painted(page, nth(tasks - 1))).toFixed(0)} ms`);
  check((await inSight(page)).at(-1) === tasks - 1, 'End leads to the last row, and it is in sight');
  await page.keyboard.press('Home');
  await painted(page, nth(0));
  check((await inSight(page))[0] === 0, 'Home to the first');
  for (const place of [tasks / 2, Math.floor(tasks * 0.77), 12_345]) {
    await page.locator('#task-row').fill(String(place + 1));
    await page.keyboard.press('Enter');
    const took = await painted(page, nth(place));
    const top = (await inSight(page))[0];
    check(top === place, `row ${(place + 1).toLocaleString('en')} is at the top after ${took.toFixed(0)} ms (${top + 1})`);
  }
  await table.focus();
  let before = await inSight(page);
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('PageDown');
    await page.waitForFunction((last) => [...document.querySelectorAll('tr.task')].some((one) => Number(one.getAttribute('aria-rowindex')) - 2 === last + 1 && one.querySelector('a')), before.at(-1));
    const now = await inSight(page);
    if (now[0] > before.at(-1) + 1) throw new Error(`rows ${before.at(-1) + 1} to ${now[0] - 1} are passed over unseen`);
    before = now;
  }
  check(true, 'forty pages by keys pass no row over');
  const jumps = [];
  for (let i = 0; i < 20; i++) {
    const place = Math.floor(((i * 7919) % 1000) * (tasks / 1000));
    await table.evaluate((one, share) => { window.deed = performance.now(); one.scrollTop = share * (one.scrollHeight - one.clientHeight); }, place / tasks);
    await page.waitForFunction(() => { const row = [...document.querySelectorAll('tr.task')].find((one) => one.getBoundingClientRect().top > document.querySelector('.place').getBoundingClientRect().top + 60); return row?.querySelector('a'); });
    jumps.push(await page.evaluate(() => performance.now() - window.deed));
  }
  console.log(`  told: twenty pulls of the bar to anywhere: rows there after ${quantile(jumps, 0.5).toFixed(0)} ms, p95 ${quantile(jumps, 0.95).toFixed(0)} ms`);

  // Who empties an empty field changes nothing, and stays where the bar was pulled to: so back to the first row by its key.
  await table.focus();
  await page.keyboard.press('Home');
  await painted(page, nth(0));
  const waits = [];
  for (let i = 0; i < 40; i++) {
    const place = Math.floor((((i + 1) * 7919) % 1000) * (tasks / 1000));
    await page.locator('#task-filter').fill('');
    await painted(page, nth(0));
    await page.locator('#task-filter').focus();
    await page.keyboard.type(nth(place));
    waits.push(await painted(page, nth(place)));
  }
  const slow = quantile(waits, 0.95);
  check(slow < 1000, `forty keys typed: from the last letter to the row painted ${quantile(waits, 0.5).toFixed(0)} ms, p95 ${slow.toFixed(0)} ms (120 of them waited for more letters)`);
  await page.locator('#task-filter').fill('');
  await painted(page, nth(0));
  for (let i = 0; i < 60; i++) {
    await table.evaluate((one, share) => (one.scrollTop = share * one.scrollHeight), ((i * 7919) % 1000) / 1000);
    await page.waitForTimeout(60);
  }
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  check((await rows()) < 80 && usedSize < 40e6, `after a hundred places there are ${await rows()} rows on the page, and ${(usedSize / 1e6).toFixed(1)} MB of script's memory`);
  await page.close();
}

await byItself(import.meta.filename, (_, context) => million(context));
