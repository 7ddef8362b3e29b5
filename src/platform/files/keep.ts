import type { Tx } from '#platform/db/tx.ts';
import type { ContentStore, ReceivedFile } from './contents.ts';
import { insertBlob, noteKey } from './store/content.ts';

/** Locks the row of a received file, then gives the file its place: what a committed row speaks of is always there. */
export async function keepFile(tx: Tx, contents: ContentStore, file: ReceivedFile): Promise<void> {
  const fresh = await insertBlob(tx, file);
  if ((await contents.keep(file, fresh)) && !fresh) await noteKey(tx, file.sha256, file.keyId);
}
