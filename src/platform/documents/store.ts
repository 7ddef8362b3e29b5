import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { DocumentFormat } from './document.ts';

export interface DocumentRow {
  id: string;
  account_id: string;
  entity: string;
  entity_id: string;
  format: DocumentFormat;
  file_name: string;
  size: number;
  content_sealed: Buffer;
  made_at: Date;
  expires_at: Date;
}

export const insertDocument = async (tx: Tx, d: DocumentRow): Promise<void> => {
  await rawQuery(
    tx,
    `insert into documents.document (id, account_id, entity, entity_id, format, file_name, size, content_sealed, made_at,
       expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      d.id,
      d.account_id,
      d.entity,
      d.entity_id,
      d.format,
      d.file_name,
      d.size,
      d.content_sealed,
      d.made_at,
      d.expires_at,
    ],
  );
};

export const findDocument = async (tx: Tx, id: string): Promise<DocumentRow | undefined> =>
  (
    await rawQuery<DocumentRow>(
      tx,
      `select id, account_id, entity, entity_id, format, file_name, size, content_sealed, made_at, expires_at
       from documents.document where id = $1 and expires_at > now()`,
      [id],
    )
  )[0];

export const removeExpired = async (tx: Tx): Promise<void> => {
  await rawQuery(tx, 'delete from documents.document where expires_at < now()');
};
