// Every page in both themes and both widths: nothing for axe to find, nothing that scrolls sideways at 320.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { check, server } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs in its own world, because the page's content policy lets no foreign script in. */
async function violations(context, page) {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const evaluate = (expression) => session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
  await evaluate(axe);
  const { result } = await evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((found) => found.violations.map(({ id, nodes }) => id + ', ' + nodes.length + ' times, first ' + nodes[0].target.join(' ') + ': ' + nodes[0].failureSummary.replaceAll('\\n', ' ')))`,
  );
  await session.detach();
  return result.value;
}

/** The pages there are, with what the server holds; what it has none of is left out aloud. */
async function paths(context) {
  const get = async (path) => (await (await context.request.get(`${server}/api/v1${path}`)).json()) ?? {};
  const first = async (path) => ((await get(path)).items ?? [])[0];
  const project = await first('/projects');
  const task = project && (await first(`/projects/${project.id}/tasks`));
  const [version, model, chain] = [await first('/versions'), await first('/models'), await first('/chains')];
  const link = chain && (await get(`/chains/${chain.id}`)).links?.find((one) => one.references.evaluationId);
  const found = {
    'projects': '/projects', 'new project': '/projects/new', 'chains': '/chains', 'versions': '/versions', 'models': '/models', 'audit': '/audit', 'people': '/people', 'no such page': '/nowhere',
    'project': project && `/projects/${project.id}`, 'label': project && `/projects/${project.id}/label`, 'task': task && `/tasks/${task.id}`,
    'version': version && `/versions/${version.id}`, 'lineage': version && `/records/${version.id}?direction=up`,
    'model': model && `/models/${model.id}`, 'chain': chain && `/chains/${chain.id}`, 'evaluation': link && `/evaluations/${link.references.evaluationId}`,
  };
  for (const [name, path] of Object.entries(found)) if (!path) console.log(`  left out: the ${name} page, the server has nothing to show on it`);
  return Object.entries(found).filter(([, path]) => path);
}

async function settled(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForTimeout(250);
}

export async function pages(context) {
  const known = await paths(context);
  const page = await context.newPage();
  const found = [];
  for (const [name, path] of known) {
    for (const [width, height] of [[1280, 800], [390, 844]]) {
      await page.setViewportSize({ width, height });
      for (const theme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: theme });
        if (theme === 'light') await page.goto(server + path);
        await settled(page);
        if (name === 'chain' && theme === 'light') await openLinks(page);
        for (const one of await violations(context, page)) found.push(`${name}, ${theme}, ${width}: ${one}`);
      }
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await page.waitForTimeout(150);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) found.push(`${name}: scrolls ${over} px sideways at 320`);
  }
  await page.close();
  check(found.length === 0, `${known.length} pages in light and dark, 1280 and 390: axe finds nothing, nothing scrolls sideways at 320${found.map((one) => `\n    ${one}`).join('')}`);
}

async function openLinks(page) {
  for (const link of await page.locator('summary.link-row').all()) {
    await link.focus();
    await page.keyboard.press('Enter');
  }
  await settled(page);
}

/** The pages for visitors. */
export async function visitorPages(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const found = [];
  for (const path of ['/sign-in', '/welcome?token=unknown', '/welcome']) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.goto(server + path);
        await settled(page);
        for (const one of await violations(context, page)) found.push(`${path}, ${colorScheme}, ${width}: ${one}`);
      }
    }
  }
  await context.close();
  check(found.length === 0, `the pages for visitors: axe finds nothing${found.map((one) => `\n    ${one}`).join('')}`);
}
