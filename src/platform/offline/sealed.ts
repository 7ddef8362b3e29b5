import type { SealedColumn } from '#platform/vault/sealed-column.ts';

/** The server's half of what opens the store of a browser. */
export const shareColumn: SealedColumn = {
  table: 'offline.device',
  column: 'share_sealed',
  key: 'id',
  purpose: 'offline.share',
};

/** Kept answers may hold whatever a write answers. */
export const answerColumn: SealedColumn = {
  table: 'offline.answer',
  column: 'body_sealed',
  key: 'id',
  purpose: 'offline.answer',
};
