import type { Tx } from '#platform/db/tx.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import type { JobContext, JobDefinition } from '#platform/jobs/job.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { messageOf } from '../problem-message.ts';
import * as store from '../store/import.ts';
import { breather } from './breathe.ts';
import { getImport, IMPORT, openImport, refuse, type StoredLayer } from './import-draft.ts';
import { runAreaImport, runSiteImport, type WorkKind } from './import-run.ts';

const TASKS: Record<WorkKind, string> = { check: 'places.check_import', apply: 'places.apply_import' };

/** Reading its shape, and comparing it with neighbours, parent and former version: a row's share of the work. */
const BREATHS_PER_ROW = 4;
/** Whoever checks a small file waits for it. */
const WAITED_FOR_MS = 15_000;

function rowsOf(row: store.ImportRow): number {
  const used = new Set(
    (row.mappings as { layer: string; use: boolean }[]).flatMap(({ layer, use }) => (use ? [layer] : [])),
  );
  return (row.layers as StoredLayer[]).reduce((sum, { id, rows }) => sum + (used.has(id) ? rows : 0), 0);
}

/** What the last check found in exactly this draft is told at once; nobody waits to hear it again. */
async function refuseKnownErrors(tx: Tx, row: store.ImportRow): Promise<void> {
  const count = (row.report as { counts?: { error: number } } | null)?.counts?.error ?? 0;
  if (row.status !== 'checked' || count === 0) return;
  const first = await store.listProblems(tx, row.id, { severity: 'error', after: 0, limit: 20 });
  const code = 'places.import.has_errors';
  const params = { count };
  const errors = first.map((problem) => ({
    path: [problem.layer, problem.row_number].filter(Boolean).join(':'),
    code: problem.code,
    message: messageOf('en', problem.code, problem.params),
    params: problem.params,
  }));
  throw new Problem(422, code, { detail: messageOf('en', code, params), params, errors });
}

/** Begins a check or an application; it runs after the commit and goes on whoever leaves. */
export async function startWork(
  tx: Tx,
  input: { kind: store.ImportRow['kind']; id: string; work: WorkKind },
): Promise<store.ImportRow> {
  const row = await openImport(tx, input.kind, input.id);
  if (row.files.length === 0) throw refuse(422, 'places.import.no_files', {});
  if (input.work === 'apply') await refuseKnownErrors(tx, row);
  const record = { entity: IMPORT, entityId: row.id };
  await enqueue(tx, TASKS[input.work], { importId: row.id }, undefined, { record });
  return getImport(tx, input.kind, row.id);
}

interface ImportJob {
  importId: string;
}

/** Checks or applies an import as the person who asked for it, in one transaction that a cancellation undoes. */
async function runImport(context: JobContext<ImportJob>, work: WorkKind): Promise<void> {
  const { db, payload, actor, now } = context;
  const errors = await db.withActor(actor, async (tx) => {
    const row = await store.findImport(tx, payload.importId);
    if (!row) throw notFound('import');
    // Applied by an attempt whose server died before it could say so: nothing else was done to it meanwhile.
    if (row.status === 'applied') return 0;
    const total = rowsOf(row);
    const breathe = breather((breaths) =>
      context.progress(Math.min(Math.floor(breaths / BREATHS_PER_ROW), total), total),
    );
    await context.progress(0, total);
    const run = row.kind === 'areas' ? runAreaImport : runSiteImport;
    const found = await run(tx, actor, row, { work, breathe, now });
    await context.progress(total, total);
    return found;
  });
  const code = 'places.import.errors_found';
  if (work === 'apply' && errors > 0) throw new Problem(422, code, { detail: messageOf('en', code) });
}

export const importJobs: readonly JobDefinition[] = [
  {
    name: TASKS.check,
    tells: { done: 'places.import_checked', afterMs: WAITED_FOR_MS },
    run: (context) => runImport(context, 'check'),
  },
  {
    name: TASKS.apply,
    tells: { done: 'places.import_finished' },
    run: (context) => runImport(context, 'apply'),
  },
];
