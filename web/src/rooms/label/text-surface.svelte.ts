import type SpanSurface from '../../editor/text/SpanSurface.svelte';

/** What shows a text that is marked; it comes when it is first asked for. */
class TextSurface {
  #there = $state.raw<typeof SpanSurface | null>(null);
  #asked = false;

  take(surface: typeof SpanSurface): void {
    this.#there = surface;
  }

  get current(): typeof SpanSurface | null {
    if (this.#there === null && !this.#asked) {
      this.#asked = true;
      void import('../../editor/text/SpanSurface.svelte').then((found) => (this.#there = found.default));
    }
    return this.#there;
  }
}

export const textSurface = new TextSurface();
