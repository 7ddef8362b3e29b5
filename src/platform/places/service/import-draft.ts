import { createHash } from 'node:crypto';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import { abandonRun } from '#platform/jobs/service.ts';
import { latestRuns } from '#platform/jobs/store/run.ts';
import type { Layer, SourceFile } from '../import/layer.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { proposeAreaMapping } from '../import/mapping.ts';
import { messageOf } from '../problem-message.ts';
import { proposeSiteMapping } from '../site-import/mapping.ts';
import { findCountry } from '../store/edition.ts';
import * as store from '../store/import.ts';
import { findOperation } from '../store/site.ts';
import { readAll, refuseOutOfReach } from './area-import.ts';

type Kind = store.ImportRow['kind'];
/** As others name it: the audit log, jobs, notices. */
export const IMPORT = 'places.import';

/** What the screen shows of a layer; the file itself is read again at each check. */
export interface StoredLayer {
  id: string;
  file: string;
  format: Layer['format'];
  columns: string[];
  hxl: Record<string, string>;
  rows: number;
  hasGeometry: boolean;
  sample: Record<string, string>[];
}

const SAMPLE_ROWS = 5;
const SAMPLE_TEXT = 80;

const stored = (file: string, layer: Layer): StoredLayer => ({
  id: layer.id,
  file,
  format: layer.format,
  columns: layer.columns,
  hxl: layer.hxl,
  rows: layer.rows.length,
  hasGeometry: layer.hasGeometry,
  sample: layer.rows
    .slice(0, SAMPLE_ROWS)
    .map(({ values }) =>
      Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v.slice(0, SAMPLE_TEXT)])),
    ),
});

const mappingOf = (row: store.ImportRow) => row.mappings as { layer: string; use: boolean }[];

/** The import itself, held until the transaction ends; refused when it was applied or given up. */
export async function unendedImport(tx: Tx, kind: Kind, id: string): Promise<store.ImportRow> {
  const row = await store.lockImport(tx, id);
  if (!row || row.kind !== kind) throw notFound('import');
  if (row.status === 'applied' || row.status === 'discarded') {
    throw conflict('places.import.not_open', messageOf('en', 'places.import.not_open'));
  }
  return row;
}

/** The import itself; refused when it has ended or is being checked or applied. */
export async function openImport(tx: Tx, kind: Kind, id: string): Promise<store.ImportRow> {
  const row = await unendedImport(tx, kind, id);
  const run = (await latestRuns(tx, IMPORT, [id])).get(id);
  if (run && !run.finished_at) throw conflict('places.import.busy', messageOf('en', 'places.import.busy'));
  return row;
}

export async function getImport(tx: Tx, kind: Kind, id: string): Promise<store.ImportRow> {
  const row = await store.findImport(tx, id);
  if (!row || row.kind !== kind) throw notFound('import');
  return row;
}

export async function startImport(
  tx: Tx,
  actor: Actor,
  input: { kind: Kind; country?: string; operationId?: string; settings: object },
  now: Date,
): Promise<store.ImportRow> {
  const { kind, country = null, operationId = null, settings } = input;
  if (country !== null) {
    if (!(await findCountry(tx, country))) throw notFound('country');
    await refuseOutOfReach(tx, country);
  }
  if (operationId !== null && !(await findOperation(tx, operationId))) throw notFound('operation');
  const id = await store.insertImport(tx, {
    kind,
    country,
    operationId,
    settings,
    accountId: actor.accountId,
    now,
  });
  return getImport(tx, kind, id);
}

/** A changed draft has no report: the one before was of something else. */
async function saveDraft(
  tx: Tx,
  row: store.ImportRow,
  changes: Partial<Pick<store.ImportRow, 'settings' | 'layers' | 'mappings'>>,
  now: Date,
): Promise<store.ImportRow> {
  const { settings, layers, mappings } = { ...row, ...changes };
  await store.saveImport(
    tx,
    row.id,
    { settings, layers, mappings, status: 'draft', report: null, edition_id: null },
    now,
  );
  await store.replaceProblems(tx, row.id, []);
  return getImport(tx, row.kind, row.id);
}

export const refuse = (status: number, code: string, params: Record<string, string | number>) =>
  new Problem(status, code, { detail: messageOf('en', code, params), params });

/** Reads a file and adds it with a proposed mapping; a file that cannot be read leaves the import as it was. */
export async function addFile(
  tx: Tx,
  input: { kind: Kind; id: string; file: SourceFile },
  now: Date,
): Promise<store.ImportRow> {
  const row = await openImport(tx, input.kind, input.id);
  const name = input.file.name.split(/[\\/]/).at(-1) || 'file';
  if (row.files.length >= IMPORT_LIMITS.files) {
    throw refuse(422, 'places.import.too_many_files', { limit: IMPORT_LIMITS.files });
  }
  if (row.files.some((file) => file.name === name))
    throw refuse(409, 'places.import.file_twice', { file: name });
  const { bytes } = input.file;
  const layers = readAll([{ name, bytes }]);
  await store.insertFile(tx, {
    importId: row.id,
    name,
    bytes,
    sha256: createHash('sha256').update(bytes).digest(),
  });
  const proposals = layers.map((layer) =>
    row.kind === 'areas' ? proposeAreaMapping(layer) : proposeSiteMapping(layer),
  );
  const changes = {
    layers: [...row.layers, ...layers.map((layer) => stored(name, layer))],
    mappings: [...row.mappings, ...proposals],
  };
  return saveDraft(tx, row, changes, now);
}

export async function removeFile(
  tx: Tx,
  input: { kind: Kind; id: string; fileId: string },
  now: Date,
): Promise<store.ImportRow> {
  const row = await openImport(tx, input.kind, input.id);
  const file = row.files.find((candidate) => candidate.id === input.fileId);
  if (!file) throw notFound('file');
  await store.deleteFile(tx, row.id, file.id);
  const layers = (row.layers as StoredLayer[]).filter((layer) => layer.file !== file.name);
  const kept = new Set(layers.map((layer) => layer.id));
  const mappings = mappingOf(row).filter((mapping) => kept.has(mapping.layer));
  return saveDraft(tx, row, { layers, mappings }, now);
}

export async function mapImport(
  tx: Tx,
  input: { kind: Kind; id: string; settings?: object; mappings: readonly { layer: string }[] },
  now: Date,
): Promise<store.ImportRow> {
  const row = await openImport(tx, input.kind, input.id);
  const known = new Set((row.layers as StoredLayer[]).map((layer) => layer.id));
  const unknown = input.mappings.findIndex((mapping) => !known.has(mapping.layer));
  if (unknown >= 0) {
    const code = 'places.import.mapping_layer';
    throw invalid(`body.mappings.${unknown}.layer`, code, messageOf('en', code));
  }
  const settings = (input.settings as Record<string, unknown>) ?? row.settings;
  return saveDraft(tx, row, { settings, mappings: [...input.mappings] }, now);
}

export async function discardImport(
  tx: Tx,
  actor: Actor,
  { kind, id }: { kind: Kind; id: string },
  now: Date,
): Promise<store.ImportRow> {
  const row = await unendedImport(tx, kind, id);
  await abandonRun(tx, actor, (await latestRuns(tx, IMPORT, [id])).get(id), now);
  await store.saveImport(tx, id, { ...row, status: 'discarded' }, now);
  await store.dropFileBytes(tx, id);
  return getImport(tx, kind, id);
}

/** All layers of an import, read again from its files. */
export async function readImportLayers(tx: Tx, row: store.ImportRow): Promise<Layer[]> {
  const files = await store.readFiles(tx, row.id);
  if (files.length === 0) throw refuse(422, 'places.import.no_files', {});
  return readAll(files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })));
}
