import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of tokens.css, which tests of the palette compute with. */
export const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
