import { withBrowser, open } from './browser.mjs';
import fs from 'node:fs';
const [,, path, out, theme] = process.argv;
await withBrowser(async (browser) => {
  const { page } = await open(browser, { storageState: '/tmp/owner.json', colorScheme: theme === 'dark' ? 'dark' : 'light' });
  await page.goto('http://localhost:8290' + path); await page.waitForTimeout(1500);
  await page.screenshot({ path: out, fullPage: true });
});
