import { PassThrough, type Writable } from 'node:stream';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { ContentStore, ReceivedFile } from '#platform/files/contents.ts';
import { keepFile } from '#platform/files/keep.ts';
import { ExportStopped } from '#platform/files/sheets/sink.ts';
import type { Progress, ReadRows } from '#platform/files/sheets/table.ts';
import { writeSheets } from '#platform/files/sheets/write.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { matches } from '../answers/conditions.ts';
import type { Answers } from '../answers/read-answers.ts';
import { type ExportOptions, exportOptions } from '../contract/export.ts';
import { type RecordFilter, recordFilter } from '../contract/record.ts';
import { type ExportRow, tablesOf } from '../export/table.ts';
import * as store from '../store/export.ts';
import { findFormPlace } from '../store/form.ts';
import { countRecords, type PreparedSearch, prepareSearch } from './search.ts';

export const EXPORT_JOB = 'forms.write_export';
export const EXPORT = 'forms.export';
const EXTENSIONS: Record<ExportOptions['format'], string> = { csv: 'csv', 'csv-zip': 'zip', xlsx: 'xlsx' };
const TYPES: Record<ExportOptions['format'], string> = {
  csv: 'text/csv; charset=utf-8',
  'csv-zip': 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const contentTypeOf = (format: ExportOptions['format']): string => TYPES[format];

/** `site_assessment-2026-11-21.csv`; nothing of the form's name that a file system minds. */
export const fileNameOf = (xmlFormId: string, format: ExportOptions['format'], now: Date): string =>
  `${xmlFormId.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_').slice(0, 80)}-${now.toISOString().slice(0, 10)}.${EXTENSIONS[format]}`;

export interface ExportRequest {
  formId: string;
  filter: RecordFilter;
  options: ExportOptions;
  reason: string | undefined;
}

const isFiltered = ({ search }: PreparedSearch): boolean => Object.keys(search).length > 0;

function reader(tx: Tx, prepared: PreparedSearch, until: Date): ReadRows<ExportRow> {
  if (prepared.nothing) return async function* () {};
  return async function* () {
    const rows = store.readRecords(
      tx,
      prepared.formId,
      isFiltered(prepared) ? prepared.search : undefined,
      until,
    );
    for await (const row of rows) {
      if (prepared.conditions.length > 0 && !matches(JSON.parse(row.data) as Answers, prepared.conditions))
        continue;
      yield row;
    }
  };
}

/** Writes an export, noted before, into a stream. Whoever went away in the middle is no error. */
export async function streamExport(
  tx: Tx,
  request: ExportRequest & { prepared: PreparedSearch; stream: Writable },
  now: Date,
): Promise<void> {
  const tables = tablesOf(request.prepared.outline, request.options);
  try {
    await writeSheets(
      request.stream,
      tables,
      request.options.format,
      reader(tx, request.prepared, now),
      async () => {},
    );
  } catch (error) {
    if (!(error instanceof ExportStopped)) throw error;
  }
}

const forbidden = (): Problem =>
  new Problem(403, 'http.forbidden', { detail: 'Your roles do not allow an export here.' });

/** Leaves the entry of an export, which only who may export in the operation of the form can do. */
export async function noteExport(
  tx: Tx,
  actor: Actor,
  request: ExportRequest,
  action: string,
  now: Date,
): Promise<void> {
  const place = await findFormPlace(tx, request.formId);
  if (!place) throw notFound('form');
  if (!(await store.mayExport(tx, place.operation_id))) throw forbidden();
  await audit(tx, actor, {
    action,
    entity: 'forms.form',
    entityId: request.formId,
    officeId: place.office_id,
    operationId: place.operation_id,
    // What was asked, but no words of a search: they may be somebody's name.
    after: { options: request.options, filtered: Object.keys(request.filter).sort() },
    ...(request.reason ? { reason: request.reason } : {}),
    at: now,
  });
}

export async function startExport(
  tx: Tx,
  actor: Actor,
  request: ExportRequest,
  now: Date,
): Promise<store.ExportJobRow> {
  await prepareSearch(tx, request.formId, request.filter);
  const place = (await findFormPlace(tx, request.formId))!;
  await noteExport(tx, actor, request, 'forms.export_started', now);
  const { format } = request.options;
  const row = await store.insertExport(tx, {
    formId: request.formId,
    operationId: place.operation_id,
    accountId: actor.accountId!,
    options: { ...request.filter, ...request.options },
    format,
    fileName: fileNameOf(place.xml_form_id, format, now),
  });
  const record = { entity: EXPORT, entityId: row.id };
  await enqueue(tx, EXPORT_JOB, { exportId: row.id }, undefined, { record });
  return row;
}

/** Writes an export in the background as the person who asked for it: what they may not see is not in it. */
export async function writeExportJob(
  contents: ContentStore,
  context: JobContext<{ exportId: string }>,
): Promise<void> {
  const { db, payload, actor } = context;
  const row = await db.withActor(actor, (tx) => store.findExport(tx, payload.exportId));
  if (!row) throw notFound('export');
  context.link('/forms/exports');
  // Written by an attempt whose server died before it could say so.
  if (row.blob) return;
  const file = await db.withActor(
    actor,
    (tx) => receiveSheets(contents, (stream) => writeExport(tx, context, row, stream)),
    { isolation: 'repeatable read', readOnly: true },
  );
  try {
    await db.withActor(actor, async (tx) => {
      await keepFile(tx, contents, file);
      await store.saveExportFile(tx, row.id, file);
    });
  } finally {
    await contents.discard(file);
  }
}

async function writeExport(
  tx: Tx,
  context: JobContext<unknown>,
  row: store.ExportJobRow,
  stream: Writable,
): Promise<void> {
  const options = exportOptions.parse(row.options);
  const prepared = await prepareSearch(tx, row.form_id, recordFilter.parse(row.options));
  const tables = tablesOf(prepared.outline, options);
  const { count } = await countRecords(tx, prepared);
  const total = count * tables.length;
  let before = 0;
  let last = 0;
  // Each table is counted anew; what the whole has done goes on.
  const progress: Progress = async (done) => {
    if (done < last) before += last;
    last = done;
    await context.progress(Math.min(before + done, total), total);
  };
  await writeSheets(stream, tables, options.format, reader(tx, prepared, row.created_at), progress);
  await context.progress(total, total);
}

/** Seals what is written while it is written; what breaks off leaves nothing. */
async function receiveSheets(
  contents: ContentStore,
  write: (stream: Writable) => Promise<unknown>,
): Promise<ReceivedFile> {
  const stream = new PassThrough();
  const receiving = contents.receive(stream, Number.POSITIVE_INFINITY);
  const written = write(stream).then(
    () => stream.end(),
    (error: unknown) => {
      stream.destroy(error as Error);
      throw error;
    },
  );
  // A full disk would leave the writer waiting for a reader.
  receiving.catch(() => stream.destroy());
  const [received, wrote] = await Promise.allSettled([receiving, written]);
  if (received.status === 'fulfilled') return received.value;
  // The reader of a stream that its writer destroyed fails with the writer's reason.
  throw received.reason instanceof Problem || wrote.status === 'fulfilled' ? received.reason : wrote.reason;
}

/** Forgets exports whose time is over; the sweep of files takes what nothing points to any more. */
export async function sweepExports({ db, now }: JobContext<unknown>): Promise<void> {
  const actor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'forms.sweep_exports' };
  await db.withActor(actor, (tx) => store.forgetExpired(tx, now));
}
