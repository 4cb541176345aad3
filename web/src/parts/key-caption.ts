const captions: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Delete: 'Del' };

/** What stands on the key. */
export function keyCaption(key: string): string {
  return captions[key] ?? key;
}
