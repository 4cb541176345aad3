/** What a reviewer remarks, while it is written. */
export interface Remark {
  readonly text: string;
  /** The question that it is about; the whole answer if empty. */
  readonly question: string;
  /** The region that it is pinned to. */
  readonly region: string | null;
}

export const emptyRemark: Remark = { text: '', question: '', region: null };

/** The remarks that say something, as they are sent. */
export function toSend(remarks: readonly Remark[]): { text: string; question?: string; region?: string }[] {
  return remarks
    .filter((one) => one.text.trim() !== '')
    .map(({ text, question, region }) => ({ text: text.trim(), ...(question === '' ? {} : { question }), ...(region === null ? {} : { region }) }));
}

/** Each remark at its region, by its number among all of them. */
export function pinsOf(remarks: readonly { readonly region?: string | null | undefined }[]): { region: string; n: number }[] {
  return remarks.flatMap(({ region }, i) => (region ? [{ region, n: i + 1 }] : []));
}
