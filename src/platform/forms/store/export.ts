import { sql } from 'kysely';
import { rawQuery, streamRows, type Tx } from '#platform/db/tx.ts';
import type { ExportOptions } from '../contract/export.ts';
import type { ExportRow } from '../export/table.ts';
import type { RecordSearch } from './record.ts';

type StoredRow = Omit<ExportRow, 'submitted_by_name'> & { submitted_by: string | null };

const EVERYTHING = 2_000_000_000;

/**
 * Records of a search in the order of their arrival, those that came up to a moment. Times in UTC; who sent what is
 * looked up once per sender.
 */
export async function* readRecords(
  tx: Tx,
  formId: string,
  search: RecordSearch | undefined,
  until: Date,
): AsyncGenerator<ExportRow> {
  await rawQuery(tx, `select set_config('TimeZone', 'UTC', true)`);
  const from = search
    ? sql`forms.find_records(${formId}, ${JSON.stringify(search)}::jsonb, false, false, ${EVERYTHING}) x
        join forms.record r on r.id = x.id`
    : sql`forms.record r`;
  const query = sql<StoredRow>`select r.id, r.instance_id, r.instance_name, v.version, r.review_state,
      r.received_at::text as received_at, r.updated_at::text as updated_at, r.submitted_by, r.files_expected,
      r.files_received, r.data::text as data
    from ${from} join forms.form_version v on v.id = r.version_id
    where r.form_id = ${formId} and r.received_at <= ${until} order by r.received_at, r.id`;
  const names = new Map<string, string | null>();
  for await (const row of streamRows<StoredRow>(tx, query.compile(tx), 500)) {
    const by = row.submitted_by;
    if (by !== null && !names.has(by)) names.set(by, await findSenderName(tx, by));
    yield {
      ...row,
      submitted_by_name: by === null ? null : (names.get(by) ?? null),
      received_at: isoOf(row.received_at),
      updated_at: isoOf(row.updated_at),
    };
  }
}

/** `2026-11-21 09:00:00.123+00` to ISO 8601 with seconds. */
const isoOf = (text: string): string => `${text.slice(0, 10)}T${text.slice(11, 19)}Z`;

const findSenderName = async (tx: Tx, account: string): Promise<string | null> =>
  (await rawQuery<{ name: string | null }>(tx, 'select forms.sender_name($1) as name', [account]))[0]!.name;

export interface ExportJobRow {
  id: string;
  form_id: string;
  operation_id: string;
  account_id: string;
  options: Record<string, unknown>;
  format: ExportOptions['format'];
  file_name: string;
  size: number | null;
  /** Hash of its file, once that is there. */
  blob: Buffer | null;
  created_at: Date;
  expires_at: Date;
}
const EXPORT = `id, form_id, operation_id, account_id, options, format, file_name, size, blob, created_at,
  expires_at`;

export const insertExport = async (
  tx: Tx,
  e: {
    formId: string;
    operationId: string;
    accountId: string;
    options: object;
    format: string;
    fileName: string;
  },
): Promise<ExportJobRow> =>
  (
    await rawQuery<ExportJobRow>(
      tx,
      `insert into forms.export (form_id, operation_id, account_id, options, format, file_name)
       values ($1, $2, $3, $4, $5, $6) returning ${EXPORT}`,
      [e.formId, e.operationId, e.accountId, JSON.stringify(e.options), e.format, e.fileName],
    )
  )[0]!;

/** Whether the actor may export in an operation; to read its records is not enough. */
export const mayExport = async (tx: Tx, operationId: string): Promise<boolean> =>
  (
    await rawQuery<{ yes: boolean }>(
      tx,
      `select $1 = any(access.scope_operations('forms.record.export')) as yes`,
      [operationId],
    )
  )[0]!.yes;

/** The actor's own exports that have not expired. */
export const listExports = (tx: Tx, formId: string | undefined, now: Date): Promise<ExportJobRow[]> =>
  rawQuery<ExportJobRow>(
    tx,
    `select ${EXPORT} from forms.export where expires_at > $2 and ($1::uuid is null or form_id = $1)
     order by created_at desc, id desc limit 100`,
    [formId ?? null, now],
  );

export const findExport = async (tx: Tx, id: string): Promise<ExportJobRow | undefined> =>
  (await rawQuery<ExportJobRow>(tx, `select ${EXPORT} from forms.export where id = $1`, [id]))[0];

/** The file of an export is there. */
export const saveExportFile = async (
  tx: Tx,
  id: string,
  file: { size: number; sha256: Buffer },
): Promise<void> => {
  await rawQuery(tx, 'update forms.export set size = $2, blob = $3 where id = $1', [
    id,
    file.size,
    file.sha256,
  ]);
};

/** Exports whose time is over, for the sweep; their rows go. */
export const forgetExpired = (tx: Tx, now: Date): Promise<{ id: string }[]> =>
  rawQuery<{ id: string }>(tx, 'select id from forms.forget_exports($1)', [now]);
