/** The values of a plot as a table. */
export interface Grid {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function csvOf(grid: Grid): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [grid.head, ...grid.rows].map((row) => row.map(cell).join(',')).join('\n') + '\n';
}

/** Offers the table as a file. */
export function saveCsv(title: string, grid: Grid): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csvOf(grid)], { type: 'text/csv' }));
  link.download = `${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
