import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import type { FastifyRequest } from 'fastify';
import type { Tx } from '#platform/db/tx.ts';
import { BYTE_ORDER_MARK, csvLine } from '#platform/files/csv.ts';
import { type Binding, bind } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Language } from '#platform/i18n/language.ts';
import { latestRuns, type RunRow } from '#platform/jobs/store/run.ts';
import { toRun } from '#platform/jobs/wire.ts';
import * as contract from '../contract/import.ts';
import { IMPORT_LIMITS } from '../import/limits.ts';
import { messageOf } from '../problem-message.ts';
import * as draft from '../service/import-draft.ts';
import * as work from '../service/import-work.ts';
import * as store from '../store/import.ts';

interface Followed {
  row: store.ImportRow;
  run: RunRow | undefined;
}

const toBase = ({ row, run }: Followed) => ({
  id: row.id,
  status: row.status,
  files: row.files,
  layers: row.layers as contract.AreaImport['layers'],
  run: run ? toRun(run) : null,
  createdAt: row.created_at.toISOString(),
  createdByName: row.created_by_name,
  updatedAt: row.updated_at.toISOString(),
});

function toAreaImport(followed: Followed): contract.AreaImport {
  const { row } = followed;
  return {
    ...toBase(followed),
    country: row.country_code ?? '',
    settings: row.settings as contract.AreaImport['settings'],
    mappings: row.mappings as contract.AreaImport['mappings'],
    report: row.report as contract.AreaImport['report'],
    editionId: row.edition_id,
  };
}

function toSiteImport(followed: Followed): contract.SiteImport {
  const { row } = followed;
  return {
    ...toBase(followed),
    operationId: row.operation_id ?? '',
    mappings: row.mappings as contract.SiteImport['mappings'],
    report: row.report as contract.SiteImport['report'],
  };
}

async function follow(tx: Tx, rows: readonly store.ImportRow[]): Promise<Followed[]> {
  const ids = rows.map(({ id }) => id);
  const runs = await latestRuns(tx, draft.IMPORT, ids);
  return rows.map((row) => ({ row, run: runs.get(row.id) }));
}

const areaImport = async (tx: Tx, row: store.ImportRow) => toAreaImport((await follow(tx, [row]))[0]!);
const siteImport = async (tx: Tx, row: store.ImportRow) => toSiteImport((await follow(tx, [row]))[0]!);

/** Takes the body in before the transaction opens; one byte over the limit ends the reading. */
async function readBody(request: FastifyRequest): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left whole when it is too much: a destroyed request would hold its connection open, and the server from stopping.
  for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > IMPORT_LIMITS.fileBytes) {
      const params = { file: 'The file', limit: IMPORT_LIMITS.fileBytes / 1024 / 1024 };
      const code = 'places.import.file_too_large';
      throw new Problem(413, code, { detail: messageOf('en', code, params), params });
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

type Kind = store.ImportRow['kind'];
type ListQuery = { limit: number; cursor?: string | undefined; status?: string | undefined };

async function listImports<T extends { createdAt: string; id: string }>(
  tx: Tx,
  kind: Kind,
  { limit, cursor, status }: ListQuery,
  toWire: (followed: Followed) => T,
): Promise<{ items: T[]; nextCursor: string | null }> {
  const [createdAt, id] = (cursor && decodeCursor(cursor, 2)) || [];
  const after = typeof createdAt === 'string' && typeof id === 'string' ? { createdAt, id } : undefined;
  const rows = await store.listImports(tx, { kind, status, after, limit: limit + 1 });
  const items = (await follow(tx, rows.slice(0, limit))).map(toWire);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null };
}

interface ProblemQuery {
  limit: number;
  cursor?: string | undefined;
  severity?: string | undefined;
  code?: string | undefined;
  lang: Language;
}

async function listProblems(tx: Tx, kind: Kind, importId: string, query: ProblemQuery) {
  await draft.getImport(tx, kind, importId);
  const { limit, cursor, severity, code, lang } = query;
  const [position] = (cursor && decodeCursor(cursor, 1)) || [];
  const after = typeof position === 'number' ? position : 0;
  const rows = await store.listProblems(tx, importId, { severity, code, after, limit: limit + 1 });
  const items = rows.slice(0, limit).map((row) => ({
    position: row.position,
    layer: row.layer || null,
    row: row.row_number || null,
    severity: row.severity,
    code: row.code,
    params: row.params,
    message: messageOf(lang, row.code, row.params),
  }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.position]) : null };
}

async function problemsCsv(tx: Tx, kind: Kind, importId: string, lang: Language) {
  const { items } = await listProblems(tx, kind, importId, { limit: 100_000, lang });
  const lines = items.map((p) => csvLine([p.layer, p.row, p.severity, p.code, p.message]));
  return {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="import-problems.csv"',
    },
    body: `${BYTE_ORDER_MARK}${csvLine(['layer', 'row', 'severity', 'code', 'message'])}${lines.join('')}`,
  };
}

const fileOf = (name: string, bytes: Uint8Array) => ({ name, bytes });

const areas: Binding[] = [
  bind(contract.startAreaImport, async ({ tx, actor, body, now }) => {
    const { country, ...settings } = body;
    return areaImport(tx, await draft.startImport(tx, actor, { kind: 'areas', country, settings }, now));
  }),
  bind(contract.listAreaImports, (c) => listImports(c.tx, 'areas', c.querystring, toAreaImport)),
  bind(contract.getAreaImport, async (c) =>
    areaImport(c.tx, await draft.getImport(c.tx, 'areas', c.params.importId)),
  ),
  bind<typeof contract.addAreaFile, Uint8Array>(
    contract.addAreaFile,
    async ({ tx, params, querystring, prepared, now }) => {
      const file = fileOf(querystring.name, prepared);
      return areaImport(tx, await draft.addFile(tx, { kind: 'areas', id: params.importId, file }, now));
    },
    { prepare: readBody },
  ),
  bind(contract.removeAreaFile, async ({ tx, params: { importId, fileId }, now }) =>
    areaImport(tx, await draft.removeFile(tx, { kind: 'areas', id: importId, fileId }, now)),
  ),
  bind(contract.mapAreaImport, async ({ tx, params, body, now }) =>
    areaImport(tx, await draft.mapImport(tx, { kind: 'areas', id: params.importId, ...body }, now)),
  ),
  bind(contract.checkAreaImport, async ({ tx, params }) =>
    areaImport(tx, await work.startWork(tx, { kind: 'areas', id: params.importId, work: 'check' })),
  ),
  bind(contract.applyAreaImport, async ({ tx, params }) =>
    areaImport(tx, await work.startWork(tx, { kind: 'areas', id: params.importId, work: 'apply' })),
  ),
  bind(contract.discardAreaImport, async ({ tx, actor, params, now }) =>
    areaImport(tx, await draft.discardImport(tx, actor, { kind: 'areas', id: params.importId }, now)),
  ),
  bind(contract.listAreaProblems, (c) => listProblems(c.tx, 'areas', c.params.importId, c.querystring)),
  bind(contract.areaProblemsCsv, (c) => problemsCsv(c.tx, 'areas', c.params.importId, c.querystring.lang)),
];

const sites: Binding[] = [
  bind(contract.startSiteImport, async ({ tx, actor, body: { operationId }, now }) =>
    siteImport(tx, await draft.startImport(tx, actor, { kind: 'sites', operationId, settings: {} }, now)),
  ),
  bind(contract.listSiteImports, (c) => listImports(c.tx, 'sites', c.querystring, toSiteImport)),
  bind(contract.getSiteImport, async (c) =>
    siteImport(c.tx, await draft.getImport(c.tx, 'sites', c.params.importId)),
  ),
  bind<typeof contract.addSiteFile, Uint8Array>(
    contract.addSiteFile,
    async ({ tx, params, querystring, prepared, now }) => {
      const file = fileOf(querystring.name, prepared);
      return siteImport(tx, await draft.addFile(tx, { kind: 'sites', id: params.importId, file }, now));
    },
    { prepare: readBody },
  ),
  bind(contract.removeSiteFile, async ({ tx, params: { importId, fileId }, now }) =>
    siteImport(tx, await draft.removeFile(tx, { kind: 'sites', id: importId, fileId }, now)),
  ),
  bind(contract.mapSiteImport, async ({ tx, params, body, now }) =>
    siteImport(tx, await draft.mapImport(tx, { kind: 'sites', id: params.importId, ...body }, now)),
  ),
  bind(contract.checkSiteImport, async ({ tx, params }) =>
    siteImport(tx, await work.startWork(tx, { kind: 'sites', id: params.importId, work: 'check' })),
  ),
  bind(contract.applySiteImport, async ({ tx, params }) =>
    siteImport(tx, await work.startWork(tx, { kind: 'sites', id: params.importId, work: 'apply' })),
  ),
  bind(contract.discardSiteImport, async ({ tx, actor, params, now }) =>
    siteImport(tx, await draft.discardImport(tx, actor, { kind: 'sites', id: params.importId }, now)),
  ),
  bind(contract.listSiteProblems, (c) => listProblems(c.tx, 'sites', c.params.importId, c.querystring)),
  bind(contract.siteProblemsCsv, (c) => problemsCsv(c.tx, 'sites', c.params.importId, c.querystring.lang)),
];

export const importRoutes: Binding[] = [...areas, ...sites];
