// Every page: nothing for axe to find, nothing that scrolls sideways.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';

/** The pages there are, with what the server holds; what it has none of is left out aloud. */
async function paths(context) {
  const get = async (path) => (await (await context.request.get(`${server}/api/v1${path}`)).json()) ?? {};
  const first = async (path) => ((await get(path)).items ?? [])[0];
  const project = await first('/projects');
  const task = project && (await first(`/projects/${project.id}/tasks`));
  const [version, model, chain] = [await first('/versions'), await first('/models'), await first('/chains')];
  const links = chain ? (await get(`/chains/${chain.id}`)).links : [];
  const of = (reference) => links.find((link) => link.references[reference])?.references[reference];
  const found = {
    'projects': '/projects', 'new project': '/projects/new', 'chains': '/chains', 'versions': '/versions', 'models': '/models', 'audit': '/audit', 'people': '/people', 'webhooks': '/webhooks', 'no such page': '/nowhere',
    'project': project && `/projects/${project.id}`, 'label': project && `/projects/${project.id}/label`, 'review': project && `/projects/${project.id}/review`, 'quality': project && `/projects/${project.id}/quality`, 'workforce': project && `/projects/${project.id}/workforce`, 'batches': project && `/projects/${project.id}/batches`, 'gold': project && `/projects/${project.id}/gold`, 'guideline': project && `/projects/${project.id}/guideline`, 'questions': project && `/projects/${project.id}/questions`, 'task': task && `/tasks/${task.id}`,
    'version': version && `/versions/${version.id}`, 'lineage': version && `/records/${version.id}?direction=up`,
    'model': model && `/models/${model.id}`, 'chain': chain && `/chains/${chain.id}`, 'job': of('jobId') && `/jobs/${of('jobId')}`,
    'evaluation': of('evaluationId') && `/evaluations/${of('evaluationId')}`,
  };
  for (const [name, path] of Object.entries(found)) if (!path) console.log(`  left out: the ${name} page, the server has nothing to show on it`);
  return Object.entries(found).filter(([, path]) => path);
}

export async function pages(context) {
  const known = await paths(context);
  const page = await context.newPage();
  const found = [];
  for (const [name, path] of known) {
    await page.goto(server + path);
    if (name === 'chain') await openLinks(page);
    found.push(...(await faults(page, name)));
  }
  await page.close();
  check(found.length === 0, `${known.length} pages in light and dark, wide and narrow: axe finds nothing, nothing scrolls sideways${lines(found)}`);
}

async function openLinks(page) {
  await page.locator('summary.link-row').first().waitFor();
  for (const link of await page.locator('summary.link-row').all()) {
    await link.focus();
    await page.keyboard.press('Enter');
  }
}

/** The pages for visitors. */
export async function visitorPages(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const found = [];
  for (const path of ['/sign-in', '/welcome?token=unknown', '/welcome']) {
    await page.goto(server + path);
    found.push(...(await faults(page, path)));
  }
  await context.close();
  check(found.length === 0, `the pages for visitors: axe finds nothing, nothing scrolls sideways${lines(found)}`);
}
