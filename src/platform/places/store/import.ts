import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { ImportProblem } from '../import/problem.ts';

export interface ImportRow {
  id: string;
  kind: 'areas' | 'sites';
  status: 'draft' | 'checked' | 'applied' | 'discarded';
  country_code: string | null;
  operation_id: string | null;
  settings: Record<string, unknown>;
  layers: unknown[];
  mappings: unknown[];
  report: Record<string, unknown> | null;
  edition_id: string | null;
  created_at: Date;
  created_by_name: string | null;
  updated_at: Date;
  files: { id: string; name: string; size: number }[];
}

const IMPORT = `select i.id, i.kind, i.status, i.country_code, i.operation_id, i.settings, i.layers, i.mappings, i.report,
  i.edition_id, i.created_at, p.name created_by_name, i.updated_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) order by f.position)
    from places.import_file f where f.import_id = i.id), '[]') files
  from places.import i left join identity.account p on p.id = i.created_by`;

export const listImports = (
  tx: Tx,
  f: {
    kind?: string | undefined;
    status?: string | undefined;
    after?: { createdAt: string; id: string } | undefined;
    limit: number;
  },
) =>
  rawQuery<ImportRow>(
    tx,
    `${IMPORT} where ($1::text is null or i.kind = $1) and ($2::text is null or i.status = $2)
       and ($3::timestamptz is null or (i.created_at, i.id) < ($3, $4::uuid))
     order by i.created_at desc, i.id desc limit $5`,
    [f.kind ?? null, f.status ?? null, f.after?.createdAt ?? null, f.after?.id ?? null, f.limit],
  );

export const findImport = async (tx: Tx, id: string): Promise<ImportRow | undefined> =>
  (await rawQuery<ImportRow>(tx, `${IMPORT} where i.id = $1`, [id]))[0];

/** Keeps two tabs from working on one import at once. */
export const lockImport = async (tx: Tx, id: string): Promise<ImportRow | undefined> => {
  await rawQuery(tx, 'select id from places.import where id = $1 for update', [id]);
  return findImport(tx, id);
};

export const insertImport = async (
  tx: Tx,
  i: {
    kind: ImportRow['kind'];
    country: string | null;
    operationId: string | null;
    settings: object;
    accountId: string | null;
    now: Date;
  },
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into places.import (kind, country_code, operation_id, settings, created_at, created_by, updated_at)
       values ($1, $2, $3, $4, $5, $6, $5) returning id`,
      [i.kind, i.country, i.operationId, JSON.stringify(i.settings), i.now, i.accountId],
    )
  )[0]?.id ?? '';

export const saveImport = async (
  tx: Tx,
  id: string,
  i: Pick<ImportRow, 'status' | 'settings' | 'layers' | 'mappings' | 'report' | 'edition_id'>,
  now: Date,
): Promise<void> => {
  await rawQuery(
    tx,
    `update places.import set status = $2, settings = $3, layers = $4, mappings = $5, report = $6, edition_id = $7,
       updated_at = $8 where id = $1`,
    [
      id,
      i.status,
      JSON.stringify(i.settings),
      JSON.stringify(i.layers),
      JSON.stringify(i.mappings),
      i.report === null ? null : JSON.stringify(i.report),
      i.edition_id,
      now,
    ],
  );
};

export const insertFile = async (
  tx: Tx,
  f: { importId: string; name: string; bytes: Uint8Array; sha256: Uint8Array },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into places.import_file (import_id, position, name, size, sha256, bytes)
     select $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5 from places.import_file where import_id = $1`,
    [f.importId, f.name, f.bytes.length, Buffer.from(f.sha256), Buffer.from(f.bytes)],
  );
};

export const deleteFile = async (tx: Tx, importId: string, fileId: string): Promise<boolean> =>
  (
    await rawQuery(tx, 'delete from places.import_file where import_id = $1 and id = $2 returning id', [
      importId,
      fileId,
    ])
  ).length > 0;

export const readFiles = (tx: Tx, importId: string) =>
  rawQuery<{ name: string; bytes: Buffer }>(
    tx,
    'select name, bytes from places.import_file where import_id = $1 and bytes is not null order by position',
    [importId],
  );

/** An import that has ended keeps the names and sums of its files, not their content. */
export const dropFileBytes = async (tx: Tx, importId: string): Promise<void> => {
  await rawQuery(tx, 'update places.import_file set bytes = null where import_id = $1', [importId]);
};

export const replaceProblems = async (
  tx: Tx,
  importId: string,
  problems: readonly ImportProblem[],
): Promise<void> => {
  await rawQuery(tx, 'delete from places.import_problem where import_id = $1', [importId]);
  if (problems.length === 0) return;
  await rawQuery(
    tx,
    `insert into places.import_problem (import_id, position, layer, row_number, severity, code, params)
     select $1, r.position, r.layer, r.row, r.severity, r.code, r.params
     from jsonb_to_recordset($2::jsonb) r(position int, layer text, row int, severity text, code text, params jsonb)`,
    [importId, JSON.stringify(problems.map((problem, i) => ({ ...problem, position: i + 1 })))],
  );
};

export interface ProblemRow {
  position: number;
  layer: string | null;
  row_number: number | null;
  severity: ImportProblem['severity'];
  code: string;
  params: ImportProblem['params'];
}

export const listProblems = (
  tx: Tx,
  importId: string,
  f: { severity?: string | undefined; code?: string | undefined; after: number; limit: number },
) =>
  rawQuery<ProblemRow>(
    tx,
    `select position, layer, row_number, severity, code, params from places.import_problem
     where import_id = $1 and position > $2 and ($3::text is null or severity = $3) and ($4::text is null or code = $4)
     order by position limit $5`,
    [importId, f.after, f.severity ?? null, f.code ?? null, f.limit],
  );
