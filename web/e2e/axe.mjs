// What axe finds on a page in both themes and some widths, and whether it scrolls sideways at 320.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const narrowest = 320;

/** Runs in its own world, because the page's content policy lets no foreign script in. */
async function violations(page) {
  const session = await page.context().newCDPSession(page);
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

/** The page with its title, its fonts, and nothing that still moves; what is read from the server is there, unless it never comes. */
export async function settled(page, what = 'networkidle') {
  await page.locator('h1').first().waitFor();
  if (what !== null) await page.waitForLoadState(what);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A transition of what has gone from the page never ends.
    const ended = Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => {})));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1000))]);
  });
}

/**
 * What is wrong with the page that is open, a line each; the page is left as wide and as light as it was. `shot` takes a picture of
 * each of its looks.
 */
export async function faults(page, name, { widths = [1280, 390], until = 'networkidle', shot = async () => {} } = {}) {
  const [size, found] = [page.viewportSize(), []];
  for (const width of widths) {
    await page.setViewportSize({ width, height: width > 1500 ? 1080 : 844 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await settled(page, until);
      await shot(width, colorScheme);
      for (const one of await violations(page)) found.push(`${name}, ${colorScheme}, ${width}: ${one}`);
    }
  }
  await page.setViewportSize({ width: narrowest, height: 640 });
  await settled(page, until);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) found.push(`${name}: scrolls ${over} px sideways at ${narrowest}`);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
  return found;
}

export const lines = (found) => found.map((one) => `\n    ${one}`).join('');
