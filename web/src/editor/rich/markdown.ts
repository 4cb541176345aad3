import { Marked, type Tokens, type TokenizerAndRendererExtension } from 'marked';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => escapes[one] as string);

interface Formula extends Tokens.Generic {
  readonly tex: string;
  readonly display: boolean;
}

/** A formula between dollars or in brackets of TeX; a dollar before a number with a space behind it is money. */
const patterns: readonly (readonly [RegExp, boolean])[] = [
  [/^\$\$([\s\S]+?)\$\$/, true],
  [/^\\\[([\s\S]+?)\\\]/, true],
  [/^\\\(([\s\S]+?)\\\)/, false],
  [/^\$(?!\s)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?!\d)/, false],
];

function formula(level: 'block' | 'inline'): TokenizerAndRendererExtension {
  return {
    name: `formula-${level}`,
    level,
    start: (source) => source.match(level === 'block' ? /(?<=\n)(?:\$\$|\\\[)/ : /\$|\\\(|\\\[/)?.index,
    tokenizer(source) {
      for (const [pattern, display] of patterns) {
        const found = level === 'block' && !display ? null : pattern.exec(source);
        if (found !== null) return { type: `formula-${level}`, raw: found[0], tex: found[1] ?? '', display };
      }
      return undefined;
    },
    renderer: (token) => `<span data-tex="${escaped((token as Formula).tex)}" data-display="${(token as Formula).display}">${escaped(token.raw)}</span>`,
  };
}

/** What was written as markup is shown as it was written; images of other places are named, not fetched. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ href, text }) => `<span class="away">${escaped(text || href)}</span>`,
  },
});
marked.use({ extensions: [formula('block'), formula('inline')] });

/** Markdown as HTML that holds no markup of the writer; it must still be cleaned before a page takes it. */
export function htmlOf(text: string): string {
  return marked.parse(text, { async: false });
}
