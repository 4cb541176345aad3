import { withBrowser, open } from './browser.mjs';
import { focus, titled, type } from './keyboard.mjs';
await withBrowser(async (browser) => {
  const { page, context } = await open(browser);
  await page.goto(process.env.MASLIN_LINK);
  await titled(page, 'Welcome').waitFor();
  await focus(page, '#name'); await type(page, 'Owner'); await page.keyboard.type('quiet mill by the river'); await page.keyboard.press('Enter');
  await titled(page, 'Projects').waitFor();
  await context.storageState({ path: '/tmp/owner.json' });
});
