import { AnnotationMode, GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import address from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url';

/** A document that is open. */
export type Pdf = PDFDocumentProxy;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string };
}

/** The one program that may read a document: ours. It comes once, for all documents. */
function reader(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('maslin-pdf', { createScriptURL: () => address });
  return new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
}

/** Opens a document. What it holds of programs, forms and addresses is neither run nor asked for. */
export async function open(source: string): Promise<Pdf> {
  GlobalWorkerOptions.workerPort ??= reader();
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`The file answers ${answer.status}.`);
  return getDocument({ data: await answer.arrayBuffer(), isEvalSupported: false, enableXfa: false, useSystemFonts: true, useWasm: false, maxImageSize: 2 ** 26, verbosity: 0 }).promise;
}

/** Draws a page, from 1, so many pixels of the screen wide, and tells its words. */
export async function draw(pdf: Pdf, at: number, canvas: HTMLCanvasElement, wide: number, isCurrent: () => boolean): Promise<string | null> {
  const page = await pdf.getPage(at);
  const size = page.getViewport({ scale: 1 });
  // No canvas is larger than browsers make them, however large the page says it is.
  const scale = Math.min((wide * devicePixelRatio) / size.width, 8192 / Math.max(size.width, size.height));
  const spare = document.createElement('canvas');
  const viewport = page.getViewport({ scale });
  [spare.width, spare.height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  await page.render({ canvas: spare, viewport, annotationMode: AnnotationMode.ENABLE }).promise;
  const { items } = await page.getTextContent();
  if (!isCurrent()) return null;
  [canvas.width, canvas.height] = [spare.width, spare.height];
  canvas.getContext('2d')?.drawImage(spare, 0, 0);
  canvas.style.aspectRatio = `${spare.width} / ${spare.height}`;
  return items.map((one) => ('str' in one ? one.str + (one.hasEOL ? '\n' : '') : '')).join('');
}
