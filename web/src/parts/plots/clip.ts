/** A name that fits into so many pixels of a plot's small type; the table beside it has it whole. */
export function clip(name: string, pixels: number): string {
  const most = Math.max(4, Math.floor(pixels / 7));
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most - 1).join('').trimEnd()}…` : name;
}
