// Weighs the first page and the label page: what a browser loads before it can show them, gzipped.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const limits = { 'src/rooms/projects/Projects.svelte': 90, 'src/rooms/entry/SignIn.svelte': 90, 'src/rooms/label/Label.svelte': 140 };

function scripts(name, seen = new Set()) {
  const chunk = manifest[name];
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const other of chunk.imports ?? []) scripts(other, seen);
  return seen;
}

let tooHeavy = false;
for (const [room, limit] of Object.entries(limits)) {
  const files = new Set([...scripts('index.html'), ...scripts(room)]);
  const kib = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0) / 1024;
  tooHeavy ||= kib > limit;
  console.log(`${room}: ${kib.toFixed(1)} KiB gzip of script, at most ${limit}`);
}
if (tooHeavy) {
  console.error('hint: find what the page imports with `npx vite build --debug`, and load it when it is needed.');
  process.exit(1);
}
