// Browser tests against a running server: MASLIN_URL, and MASLIN_LINK (a one-time link) or MASLIN_EMAIL and MASLIN_PASSWORD.
import { withBrowser } from './browser.mjs';
import { books } from './books.mjs';
import { content } from './content.mjs';
import { crew } from './crew.mjs';
import { first } from './first.mjs';
import { hostile } from './hostile.mjs';
import { image } from './image.mjs';
import { journey } from './journey.mjs';
import { keys } from './keys.mjs';
import { odd } from './odd.mjs';
import { offline } from './offline.mjs';
import { pages, visitorPages } from './pages.mjs';
import { review } from './review.mjs';
import { talk } from './talk.mjs';
import { team } from './team.mjs';
import { templates } from './templates.mjs';
import { vast } from './vast.mjs';
import { wizard } from './wizard.mjs';
import { words } from './words.mjs';

await withBrowser(async (browser) => {
  console.log('visitors');
  await visitorPages(browser);
  if (process.env.MASLIN_LINK) {
    console.log('the first box');
    process.env.MASLIN_LINK = await first(browser);
  }
  console.log('journey by keyboard');
  const context = await journey(browser);
  console.log('a team');
  await team(browser, context);
  console.log('a manager and three annotators');
  await crew(browser, context);
  console.log('images, guideline and questions');
  await content(context);
  console.log('a new project');
  await wizard(context);
  console.log('common jobs');
  await templates(context);
  console.log('regions on images');
  await image(context);
  console.log('reviews of several answers');
  await review(context);
  console.log('keys of one’s own');
  await keys(context);
  console.log('tasks and figures');
  await books(context);
  console.log('text to mark');
  await words(context);
  console.log('conversations');
  await talk(context);
  console.log('what must not run');
  await hostile(context);
  console.log('what is odd');
  await odd(context);
  console.log('pages and tiles');
  await vast(context);
  console.log('offline');
  await offline(context);
  console.log('every page');
  await pages(context);
}).catch((error) => {
  console.error(`does not hold: ${error.message}`);
  process.exit(1);
});
