/** What the pages of a document say. */
export interface PdfCaptions {
  readonly pages: string;
  readonly page: (at: number, of: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly smaller: string;
  readonly larger: string;
  readonly opening: string;
  readonly broken: string;
}
