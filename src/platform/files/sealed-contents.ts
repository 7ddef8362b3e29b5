import type { Db, Tx } from '#platform/db/tx.ts';
import type { SealedStore } from '#platform/vault/sealed-store.ts';
import { CONTENT_PURPOSE, type ContentStore } from './contents.ts';
import * as store from './store/content.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const job = { accountId: null, kind: 'job', permissions: null, requestId: 'files.contents' } as const;

/** What the vault counts, walks and seals anew when its keys change: every stored content, by its hash. */
export const sealedContents = (contents: ContentStore): SealedStore => ({
  name: 'files.blob',
  purpose: CONTENT_PURPOSE,
  countByKey: (tx: Tx) => store.countByKey(tx),
  listIds: (tx, { after, most, otherThan }) =>
    store.listHashes(tx, { after: after === null ? null : bytes(after), most, otherThan: otherThan ?? null }),
  /** The row is locked meanwhile, so that no sweep takes the content in between. */
  reseal: (db: Db, id) =>
    db.withActor(job, async (tx) => {
      if (!(await store.lockContent(tx, bytes(id)))) return;
      await store.noteKey(tx, bytes(id), await contents.reseal(bytes(id)));
    }),
  async verify(_db, id) {
    for await (const _ of contents.open(bytes(id)));
  },
});
