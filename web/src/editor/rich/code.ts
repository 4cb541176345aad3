import { createLowlight } from 'lowlight';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import xml from 'highlight.js/lib/languages/xml';

const lowlight = createLowlight({ bash, css, java, javascript, json, python, sql, xml });
type Tree = ReturnType<typeof lowlight.highlight>['children'][number];

/** Marks the words of a program in an element; nothing, if its language is another. */
export function mark(element: HTMLElement, language: string): void {
  if (!lowlight.registered(language)) return;
  const tree = lowlight.highlight(language, element.textContent ?? '');
  element.replaceChildren(...tree.children.map(nodeOf));
}

function nodeOf(tree: Tree): Node {
  if (tree.type !== 'element') return document.createTextNode(tree.type === 'text' ? tree.value : '');
  const span = document.createElement('span');
  const names = tree.properties['className'];
  if (Array.isArray(names)) span.className = names.join(' ');
  span.append(...tree.children.map((one) => nodeOf(one as Tree)));
  return span;
}
