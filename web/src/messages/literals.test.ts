import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import en from './en.json';

/** What is the same in every language: the product's name, symbols of statistics, commands, keys, units. */
const alike = /^(Maslin|n|P|α|κ|×|Ctrl|Esc|sha256|JSON|px|\.\/maslin .*|you@your\.org|https?:\/\/.*)$/;
const shown = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt', 'label', 'caption']);
const isWord = (text: string) => /\p{L}{2,}/u.test(text) || /^\p{L}$/u.test(text.trim());

interface Node {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly value?: unknown;
  readonly start: number;
  readonly [key: string]: unknown;
}

function literals([file, source]: readonly [string, string]): string[] {
  const found: string[] = [];
  const say = (node: Node, text: string) => found.push(`${file}:${source.slice(0, node.start).split('\n').length}: ${text.trim()}`);
  const strings = (node: unknown): Node[] => {
    if (node === null || typeof node !== 'object') return [];
    const one = node as Node;
    if (one.type === 'Text' || (one.type === 'Literal' && typeof one.value === 'string')) return [one];
    if (one.type === 'ConditionalExpression') return [...strings(one['consequent']), ...strings(one['alternate'])];
    if (one.type === 'LogicalExpression') return strings(one['right']);
    if (one.type === 'ExpressionTag') return strings(one['expression']);
    return [];
  };
  const textOf = (node: Node) => node.data ?? String(node.value ?? '');
  const check = (node: Node) => isWord(textOf(node)) && !alike.test(textOf(node).trim()) && say(node, textOf(node));
  const walk = (node: unknown, inside: string): void => {
    if (Array.isArray(node)) return node.forEach((one) => walk(one, inside));
    if (node === null || typeof node !== 'object') return;
    const one = node as Node;
    if (one.type === 'Text' && inside !== 'attribute') return void check(one);
    if (one.type === 'ExpressionTag' && inside !== 'attribute') return strings(one).forEach(check);
    if (one.type === 'Attribute') {
      if (shown.has(one.name ?? '')) for (const part of [one.value].flat()) strings(part).forEach(check);
      return;
    }
    for (const [key, child] of Object.entries(one)) if (one.type !== 'StyleDirective' && key !== 'metadata' && key !== 'css' && key !== 'instance' && key !== 'module') walk(child, inside);
  };
  walk((parse(source, { modern: true }) as unknown as { fragment: unknown }).fragment, '');
  return found;
}

const sources = import.meta.glob<string>('../**/*.{svelte,ts}', { query: '?raw', import: 'default', eager: true });
const ours = Object.entries(sources).filter(([file]) => !/contract\.ts$|\.test\.ts$/.test(file));
const components = ours.filter(([file]) => file.endsWith('.svelte'));

test('components_haveNoWordsOfTheirOwn_allAreInTheCatalogue', { timeout: 60_000 }, () => {
  expect(components.length).toBeGreaterThan(100);
  expect(components.flatMap(literals)).toEqual([]);
});

test('theCatalogue_hasNoMessageThatNothingShows', () => {
  const source = ours.map(([, text]) => text).join('\n');
  // A key may be put together: `named('role', name)` or t(`lack.${what}`).
  const unused = Object.keys(en).filter((key) => {
    if (source.includes(`'${key}'`) || source.includes(`"${key}"`) || source.includes(`\`${key}\``)) return false;
    const parts = key.split('.');
    return !parts.some((_, i) => i > 0 && (source.includes(`'${parts.slice(0, i).join('.')}'`) || source.includes(`\`${parts.slice(0, i).join('.')}.\${`)));
  });
  expect(unused).toEqual([]);
});
