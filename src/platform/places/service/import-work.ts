import type { Actor, Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { notify } from '#platform/notify/notify.ts';
import { messageOf } from '../problem-message.ts';
import * as store from '../store/import.ts';
import { breather } from './breathe.ts';
import { getImport, openImport, refuse, type StoredLayer } from './import-draft.ts';
import { runAreaImport, runSiteImport } from './import-run.ts';

export const IMPORT_JOB = 'places.run_import';

/** Reading its shape, and comparing it with neighbours, parent and former version: a row's share of the work. */
const BREATHS_PER_ROW = 4;

/** Thrown inside a work to undo it: somebody cancelled it, or the server stops. */
class WorkStopped extends Error {}

const hasErrors = (count: number): store.WorkProblem => {
  const code = 'places.import.has_errors';
  return { code, detail: messageOf('en', code, { count }), params: { count } };
};

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
  const { code, detail, params } = hasErrors(count);
  const errors = first.map((problem) => ({
    path: [problem.layer, problem.row_number].filter(Boolean).join(':'),
    code: problem.code,
    message: messageOf('en', problem.code, problem.params),
    params: problem.params,
  }));
  throw new Problem(422, code, { detail, params, errors });
}

/** Begins a check or an application; it runs after the commit and goes on whoever leaves. */
export async function startWork(
  tx: Tx,
  input: { kind: store.ImportRow['kind']; id: string; work: store.WorkKind },
): Promise<store.ImportRow> {
  const row = await openImport(tx, input.kind, input.id);
  if (row.files.length === 0) throw refuse(422, 'places.import.no_files', {});
  if (input.work === 'apply') await refuseKnownErrors(tx, row);
  const workId = await store.startWork(tx, row.id, { kind: input.work, total: rowsOf(row) });
  await enqueue(tx, IMPORT_JOB, { importId: row.id, workId });
  return getImport(tx, input.kind, row.id);
}

/** Stops what is under way. What ended a moment before stays as it is. */
export async function cancelWork(
  tx: Tx,
  kind: store.ImportRow['kind'],
  id: string,
): Promise<store.ImportRow> {
  await getImport(tx, kind, id);
  await store.cancelWork(tx, id);
  return getImport(tx, kind, id);
}

export interface ImportJob {
  importId: string;
  workId: string;
}

/**
 * Checks or applies an import as the person who asked for it, in one transaction that a cancellation undoes. How far it
 * is stands in transactions of their own, so that others see it.
 */
export async function runImportJob(context: JobContext<ImportJob>): Promise<void> {
  const { db, payload, accountId, signal, log, now } = context;
  const { importId, workId } = payload;
  const actor: Actor = { accountId, kind: 'job', permissions: null, requestId: `import ${importId}` };
  const advance = (done: number) =>
    db.withActor(actor, (tx) => store.advanceWork(tx, importId, workId, done));
  if (!(await advance(0))) return;
  const breathe = breather(async (breaths) => {
    if (signal.aborted || !(await advance(Math.floor(breaths / BREATHS_PER_ROW)))) throw new WorkStopped();
  });
  try {
    await db.withActor(actor, async (tx) => {
      const row = await store.findImport(tx, importId);
      if (!row?.work_kind) throw new WorkStopped();
      const run = row.kind === 'areas' ? runAreaImport : runSiteImport;
      const errors = await run(tx, actor, row, { work: row.work_kind, breathe, now });
      const problem = row.work_kind === 'apply' && errors > 0 ? hasErrors(errors) : null;
      if (!(await store.endWork(tx, importId, workId, problem))) throw new WorkStopped();
      if (row.work_kind === 'apply') await tellEnd(tx, context, problem ? 'failed' : 'finished');
    });
  } catch (error) {
    // The queue takes it up again when the server is back.
    if (signal.aborted) throw error;
    if (error instanceof WorkStopped) return;
    if (!(error instanceof Problem)) log.error({ importId, err: error as Error }, 'import failed');
    const problem = problemOf(error);
    await db.withActor(actor, async (tx) => {
      await store.endWork(tx, importId, workId, problem);
      await tellEnd(tx, context, 'failed');
    });
  }
}

/** Applying may take minutes: whoever began it need not wait for the end. */
async function tellEnd(tx: Tx, context: JobContext<ImportJob>, end: 'finished' | 'failed'): Promise<void> {
  const { accountId, payload, now } = context;
  if (!accountId) return;
  await notify(tx, {
    kind: `places.import_${end}`,
    to: [accountId],
    entity: 'places.import',
    entityId: payload.importId,
    urgency: 'whenever',
    key: `places.import:${payload.workId}`,
    at: now,
  });
}

function problemOf(error: unknown): store.WorkProblem {
  if (!(error instanceof Problem)) {
    const code = 'places.import.failed';
    return { code, detail: messageOf('en', code), params: {} };
  }
  const { detail, params } = error.options;
  return {
    code: error.code,
    detail: detail ?? error.code,
    params: (params ?? {}) as store.WorkProblem['params'],
  };
}
