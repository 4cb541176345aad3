import { tar, type Packed } from './tar';

/** What is sent for the files that somebody picked: one file as it is, many as an archive. */
export interface Parcel {
  readonly name: string;
  readonly body: Blob;
  readonly files: number;
}

const known = /\.(jsonl|ndjson|csv|parquet|txt|md|zip|tar|tgz|png|jpe?g|gif|webp|bmp|tiff?)(\.gz)?$/i;
const tables = /\.(csv|parquet)(\.gz)?$/i;
const rooms = /\.(zip|tar|tgz)(\.gz)?$/i;

export function parcel(files: readonly Packed[]): Parcel | null {
  const [one] = files;
  if (one === undefined) return null;
  if (files.length === 1 && known.test(one.path)) return { name: one.path.split('/').at(-1) ?? one.path, body: one.file, files: 1 };
  const top = one.path.includes('/') ? one.path.split('/')[0] : 'files';
  return { name: `${top}.tar`, body: tar(files), files: files.length };
}

export const size = (files: readonly Packed[]) => files.reduce((all, one) => all + one.file.size, 0);
export const mayHoldTables = (files: readonly Packed[]) => files.some((one) => tables.test(one.path) || rooms.test(one.path));
export const mayHoldOthers = (files: readonly Packed[]) => files.some((one) => !known.test(one.path) || rooms.test(one.path));

const images = /\.(png|jpe?g|gif|webp|bmp|tiff?)$/i;
/** Whether there are files, and all of them images. */
export const allImages = (files: readonly Packed[]) => files.length > 0 && files.every((one) => images.test(one.path) || one.file.type.startsWith('image/'));

/** What a file picker gave, with the paths that a folder's files have. */
export const picked = (list: FileList | null | undefined): Packed[] => [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** What was dropped: files, and folders with all that is in them. */
export async function dropped(data: DataTransfer): Promise<Packed[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return picked(data.files);
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry: FileSystemEntry): Promise<Packed[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((give, fail) => (entry as FileSystemFileEntry).file(give, fail));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: Packed[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, fail) => reader.readEntries(give, fail));
    if (some.length === 0) return all;
    for (const one of some) all.push(...(await filesOf(one)));
  }
}
