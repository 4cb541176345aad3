/** The values of a plot as a table. */
export interface Grid {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function csvOf(grid: Grid): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [grid.head, ...grid.rows].map((row) => row.map(cell).join(',')).join('\n') + '\n';
}

/** Offers a text as a file that is named for what it shows. */
export function save(title: string, text: string, ending: 'csv' | 'svg'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: ending === 'csv' ? 'text/csv' : 'image/svg+xml' }));
  link.download = `${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.${ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
