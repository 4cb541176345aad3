// Work survives a lost network, a lost session and a reload: it waits in the browser and is sent when it can be.
import { check, server } from './browser.mjs';

export async function offline(context) {
  const page = await context.newPage();
  await page.goto(`${server}/projects`);
  const made = await page.evaluate(async (base) => {
    const { csrfToken } = await (await fetch(`${base}/api/v1/session`)).json();
    const send = (path, type, body) => fetch(`${base}/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': type, 'X-CSRF-Token': csrfToken }, body });
    const ontology = { questions: [{ name: 'preference', kind: 'pairwise', caption: 'Which is better?', ties: true }] };
    const project = await (await send('/projects', 'application/json', JSON.stringify({ name: `Pairs ${Date.now()}`, overlap: 1, ontology }))).json();
    const pair = (i) => JSON.stringify({ key: `pair-${i}`, messages: [{ role: 'user', content: `Prompt ${i}: how much is a bun?` }], candidates: [{ content: 'Two coins.' }, { content: 'Some coins.' }] });
    await send(`/projects/${project.id}/samples?tasks=true`, 'application/x-ndjson', [0, 1, 2, 3].map(pair).join('\n'));
    return project.id;
  }, server);

  await page.goto(`${server}/projects/${made}/label`);
  await page.getByText('Next task is ready').waitFor();
  await context.setOffline(true);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(/Kept here/).waitFor();
  check(true, 'offline, the answer is kept here and the next task is shown');
  await context.setOffline(false);
  await page.getByRole('status').getByText(/Saved/).waitFor();
  check(true, 'online again, it is saved by itself');

  await page.keyboard.press('a');
  await page.getByRole('status').getByText(/Saved/).waitFor();
  await page.reload();
  await page.locator('input[value="first"]:checked').waitFor();
  check(true, 'after a reload the draft is there');
  await page.close();
}
