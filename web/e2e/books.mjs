// What a manager looks at: thousands of tasks of which only those in sight are on the page, found as one types and changed together;
// and the figures of the work, whose plots are saved as tables and drawings.
import { readFileSync } from 'node:fs';
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { call, project, shots } from './hands.mjs';

const tasks = Number(process.env.MASLIN_TASKS ?? 3000);
const padded = (i) => String(i).padStart(7, '0');
const kind = { name: 'kind', kind: 'choice', caption: 'What is it?', classes: [{ name: 'rye' }, { name: 'bun' }] };

async function someone(context, name) {
  const { user } = await call(context, 'POST', '/users', { name: `${name} ${Math.random().toString(36).slice(2, 7)}`, role: 'annotator', kind: 'simulated' });
  const { secret } = await call(context, 'POST', '/keys', { name, userId: user.id });
  return async (path, body) => {
    const answer = await fetch(`${server}/api/v1${path}`, { method: 'POST', headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
}

async function manyTasks(context) {
  const id = await project(context, [kind], Array.from({ length: tasks }, (_, i) => ({ key: `${i % 10 === 0 ? 'bread' : 'cake'}-${padded(i)}`, text: `Number ${i}` })));
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}`);
  const table = page.getByRole('region', { name: 'Tasks, table' });
  await table.getByText(`bread-${padded(0)}`).waitFor();
  const rows = () => page.locator('tr.task').count();
  check((await rows()) < 80, `of ${tasks} tasks ${await rows()} are on the page`);
  let most = 0;
  const last = `cake-${padded(tasks - 1)}`;
  for (let i = 0; i < 400 && (await table.getByText(last).count()) === 0; i++) {
    await table.evaluate((one) => (one.scrollTop = one.scrollHeight));
    await page.waitForTimeout(60);
    most = Math.max(most, await rows());
  }
  await table.getByText(last).waitFor();
  check(most < 80, `one scrolls to the last of them, with ${most} on the page at most`);
  await table.evaluate((one) => (one.scrollTop = 0));
  await table.getByText(`bread-${padded(0)}`).waitFor();
  check(true, 'and back to the first');
  await page.keyboard.press('/');
  const began = Date.now();
  await page.keyboard.type('bread-000001');
  await page.getByRole('status').getByText(tasks >= 20 ? '1 task' : 'none').first().waitFor();
  await table.getByText(`bread-${padded(10)}`).waitFor();
  check(true, `a key is found while it is typed (${Date.now() - began} ms)`);
  if (process.env.SHOTS) await shots(page, 'tasks');
  await page.getByRole('button', { name: 'Change these' }).press('Enter');
  check((await page.locator('#bulk-prefix').inputValue()) === 'bread-000001', 'what was found is what is changed');
  await page.locator('#bulk-priority').fill('7');
  await page.locator('dialog button[type="submit"]').press('Enter');
  await page.getByText('One is named by this.').waitFor();
  await page.locator('dialog button[type="submit"]').press('Enter');
  await page.getByText('One was changed').waitFor();
  const [changed] = (await call(context, 'GET', `/projects/${id}/tasks?priority=7`)).items;
  check(changed.key === `bread-${padded(10)}`, 'and it alone is changed');
  await page.close();
}

async function figures(context) {
  const id = await project(context, [kind], Array.from({ length: 12 }, (_, i) => ({ key: `s-${i}`, text: `Number ${i}` })), { overlap: 3 });
  await call(context, 'PATCH', `/projects/${id}`, { price: { per: 'task', amount: 0.5, currency: 'EUR' } });
  const people = [await someone(context, 'Ada'), await someone(context, 'Bela'), await someone(context, 'Cleo')];
  for (const [k, who] of people.entries()) for (let i = 0; i < 12; i++) {
    const lease = await who(`/projects/${id}/assignments`);
    await who(`/assignments/${lease.id}/annotation`, { answers: { kind: k === 2 && i % 4 === 0 ? 'bun' : 'rye' }, secondsActive: 3 + k });
  }
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}/workforce`);
  await page.getByText('EUR 18.00').first().waitFor();
  check((await page.getByText('36', { exact: true }).count()) > 0, 'answers, cost and pace are there to the last answer');
  await page.getByRole('figure').nth(3).waitFor();
  check((await page.locator('figure.plot').count()) === 4, 'throughput, agreement, skill and cost are drawn');
  const saved = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).press('Enter')]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  const table = await saved('Save as CSV: Cost by annotator');
  check(table.name === 'cost-by-annotator.csv' && /Ada \w+,EUR.6\.00/.test(table.text), 'a plot is saved as a table');
  const drawing = await saved('Save as SVG: Answers by day');
  const blank = await context.newPage();
  const whole = await blank.evaluate((text) => {
    const found = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [found.querySelector('parsererror') === null, found.querySelectorAll('rect[fill^="rgb"], rect[fill^="#"], rect[fill^="oklch"]').length, /style=|class=|var\(/.test(text)];
  }, drawing.text);
  await blank.close();
  check(drawing.name === 'answers-by-day.svg' && whole[0] && whole[1] > 0 && !whole[2], 'and as a drawing that stands on its own');
  check((await page.getByText(/^An accepted answer/).count()) === 1 && (await page.getByText('± 0', { exact: true }).count()) > 0, 'what an accepted answer cost has its interval: none, for a price by answer');
  if (process.env.SHOTS) await shots(page, 'workforce');
  const found = await faults(page, 'the figures of the work');
  check(found.length === 0, `the figures of the work: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.goto(`${server}/projects/${id}/quality`);
  await page.getByRole('figure', { name: /What is taken for what/ }).or(page.locator('figure', { hasText: 'What is taken for what' })).first().waitFor();
  const mixed = await saved('Save as CSV: What is taken for what');
  check(/^Consensus,Said,Share,low,high,n\n(.+,.+,[\d.]+,[\d.]+,[\d.]+,\d+\n)+$/.test(mixed.text) && mixed.text.includes('rye,bun,'), 'what is taken for what is saved with its intervals');
  check((await saved('Save as SVG: What is taken for what')).text.includes('</svg>'), 'and as a drawing');
  await page.close();
}

export async function books(context) {
  await manyTasks(context);
  await figures(context);
}
