import { tick } from 'svelte';

const text = () => document.querySelector<HTMLElement>('[data-marking]');

/** Brings the focus back to the text that is marked. */
export function backToText(): void {
  void tick().then(() => text()?.focus({ preventScroll: true }));
}

/** Brings the focus to what can be said about the chosen region. */
export function toDetails(): void {
  void tick().then(() => {
    const details = document.getElementById('span-details');
    (details?.querySelector<HTMLElement>('input, textarea, button') ?? details)?.focus();
  });
}

/** Brings the focus behind the text, to what comes next. */
export function outOfText(): void {
  const next = document.querySelector<HTMLElement>('main .question :is(input, textarea)') ?? document.querySelector<HTMLElement>('.work > footer .go:enabled') ?? document.getElementById('main');
  next?.focus({ preventScroll: true });
}
