import katex from 'katex';

/** Sets a formula as MathML. It may neither link, nor load, nor grow without end. */
export function set(element: HTMLElement, tex: string, displayMode: boolean): void {
  katex.render(tex, element, { displayMode, output: 'mathml', throwOnError: false, trust: false, strict: 'ignore', maxExpand: 500, maxSize: 20 });
  for (const one of element.querySelectorAll('[style]')) one.removeAttribute('style');
}
