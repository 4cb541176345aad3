// How much a tab holds more after each of many tasks, as JSON: `node e2e/server.mjs ../maslin many-alone.mjs 1000`.
import { byItself } from './hands.mjs';
import { growth, labelMany } from './many.mjs';

const tasks = Number(process.argv[2] ?? 1000);
await byItself(import.meta.filename, async (_, context) => {
  const found = await labelMany(context, Math.round(tasks / 2));
  console.log(JSON.stringify(Object.fromEntries(Object.entries(found).map(([kind, seen]) => [kind, { ...growth(seen), seen }])), null, 1));
});
