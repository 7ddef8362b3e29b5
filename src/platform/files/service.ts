import type { Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import type { BlobFolder, ReceivedFile } from './blob-folder.ts';
import { insertBlob } from './store.ts';

/** Locks the row of a received file, then gives the file its place: what a committed row speaks of is always there. */
export async function keepFile(tx: Tx, folder: BlobFolder, file: ReceivedFile): Promise<void> {
  await insertBlob(tx, file);
  try {
    await folder.keep(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull();
    throw error;
  }
}

export const diskFull = (): Problem =>
  new Problem(507, 'forms.disk_full', {
    detail:
      'The disk of the server is full: nothing was stored. Send again when the administrator has made room.',
  });

/** Head of an answer that hands a file out: never run, never guessed at, never shown unless it is harmless. */
export function fileHeaders(file: {
  name: string;
  contentType: string;
  size: number;
  inline: boolean;
}): Record<string, string> {
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const disposition = file.inline ? 'inline' : 'attachment';
  return {
    'content-type': file.inline ? file.contentType : 'application/octet-stream',
    'content-length': String(file.size),
    'content-disposition': `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
    'content-security-policy': "default-src 'none'; sandbox",
  };
}
