// Guards the look: no style attributes, no colours outside tokens.css, and an editor that imports nothing from the app.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const found = [];
for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile() || !/\.(svelte|ts|css)$/.test(file) || file.endsWith('contract.ts') || file.endsWith('tokens.css')) continue;
  readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
    const say = (what) => found.push(`${file}:${i + 1}: ${what}: ${line.trim()}`);
    if (/\sstyle="/.test(line)) say('a style attribute (the CSP forbids it; use a class or style:name)');
    if (/\.(svelte|css)$/.test(file) && /#[0-9a-f]{3,8}\b(?=[;, )])|\brgba?\(|\bhsla?\(/i.test(line)) say('a literal colour (name it in tokens.css)');
    if (file.startsWith('src/editor') && /from '(\.\.\/)+(api|app|messages|parts|rooms|router)/.test(line)) say('the editor imports from the app');
    if (!file.startsWith('src/api') && /['"`/]api\/v1/.test(line)) say('a URL outside src/api');
  });
}
for (const line of found) console.error(line);
process.exit(found.length > 0 ? 1 : 0);
