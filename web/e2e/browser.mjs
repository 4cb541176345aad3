// What every browser test shares: the browser, a page that reports its errors, and the server under test.
import { chromium } from 'playwright-core';

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const server = (process.env.MASLIN_URL ?? 'http://localhost:8080').replace(/\/$/, '');

const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=en'];

export async function withBrowser(run) {
  const browser = await chromium.launch({ executablePath: executable, args: flags });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

/** A page whose script errors and broken rules of the content policy end up in `errors`. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40\d/.test(message.text())) errors.push(message.text());
  });
  return { page, context, errors };
}

export function check(holds, what) {
  if (!holds) throw new Error(what);
  console.log(`  holds: ${what}`);
}
