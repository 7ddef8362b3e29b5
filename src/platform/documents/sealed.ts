import type { SealedColumn } from '#platform/vault/sealed-column.ts';

export const documentContent: SealedColumn = {
  table: 'documents.document',
  column: 'content_sealed',
  key: 'id',
  purpose: 'documents.content',
};
