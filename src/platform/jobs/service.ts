import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound, Problem } from '#platform/http/problem.ts';
import { publish } from '#platform/live/live.ts';
import { noticeSeen } from '#platform/notify/notify.ts';
import { noticeKey } from './attempt.ts';
import type { JobDefinition } from './job.ts';
import * as store from './store/run.ts';

export async function getRun(tx: Tx, id: string): Promise<store.RunRow> {
  const row = await store.findRun(tx, id);
  if (!row) throw notFound('job');
  return row;
}

const tell = (tx: Tx, row: store.RunRow) =>
  publish(tx, row.account_id ? [row.account_id] : [], { topic: 'jobs.run', ref: row.id });

/** Ends what the actor has begun to do to a record that is given up; the work of others finds out by itself. */
export async function abandonRun(
  tx: Tx,
  actor: AuditActor,
  row: store.RunRow | undefined,
  now: Date,
): Promise<void> {
  if (row && !row.finished_at && row.account_id === actor.accountId)
    await cancelRun(tx, actor, { id: row.id, reason: '' }, now);
}

/** Takes a waiting job away; one that runs is told to stop, on whichever server. What has ended stays as it is. */
export async function cancelRun(
  tx: Tx,
  actor: AuditActor,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<store.RunRow> {
  const before = await getRun(tx, id);
  if ((await store.cancelRun(tx, id)) === null)
    throw new Problem(403, 'http.forbidden', { detail: 'This job runs for somebody else.' });
  const after = await getRun(tx, id);
  if (before.finished_at || before.cancel_asked_at) return after;
  await audit(tx, actor, {
    action: 'jobs.run_cancelled',
    entity: 'jobs.run',
    entityId: id,
    before: { task: before.task, state: before.state },
    after: { state: after.state },
    ...(reason ? { reason } : {}),
    at: now,
  });
  await tell(tx, after);
  return after;
}

/** Whoever watched how their run ended need not be told of it once more. */
export async function seeEnd(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const run = await getRun(tx, id);
  if (run.finished_at) await noticeSeen(tx, actor, noticeKey(id), now);
}

export async function retryRun(tx: Tx, actor: AuditActor, id: string, now: Date): Promise<store.RunRow> {
  const before = await getRun(tx, id);
  if (!(await store.retryRun(tx, id)))
    throw conflict('jobs.run_not_failed', 'Only a job that has failed can try again.');
  await audit(tx, actor, {
    action: 'jobs.run_retried',
    entity: 'jobs.run',
    entityId: id,
    before: { task: before.task, problem: before.problem },
    at: now,
  });
  const after = await getRun(tx, id);
  await tell(tx, after);
  return after;
}

/** The declared schedule of this name. */
function scheduleOf(definitions: readonly JobDefinition[], id: string): JobDefinition & { cron: string } {
  const found = definitions.find(({ name, cron }) => name === id && cron);
  if (!found?.cron) throw notFound('schedule');
  return { ...found, cron: found.cron };
}

export async function runSchedule(
  tx: Tx,
  actor: AuditActor,
  input: { id: string; definitions: readonly JobDefinition[] },
  now: Date,
): Promise<store.RunRow> {
  const { name } = scheduleOf(input.definitions, input.id);
  const runId = await store.runSchedule(tx, name);
  await audit(tx, actor, {
    action: 'jobs.schedule_run',
    entity: 'jobs.run',
    entityId: runId,
    after: { task: name },
    at: now,
  });
  return getRun(tx, runId);
}

/** @throws Problem for a schedule that the promises of the product rest on */
export async function pauseSchedule(
  tx: Tx,
  actor: AuditActor,
  input: { id: string; paused: boolean; definitions: readonly JobDefinition[] },
  now: Date,
): Promise<JobDefinition & { cron: string }> {
  const definition = scheduleOf(input.definitions, input.id);
  if (definition.essential && input.paused)
    throw conflict('jobs.schedule_essential', 'This schedule cannot rest: the audit log depends on it.');
  await store.pauseSchedule(tx, { id: input.id, paused: input.paused, at: now, by: actor.accountId });
  await audit(tx, actor, {
    action: 'jobs.schedule_paused',
    entity: 'jobs.schedule',
    entityId: input.id,
    after: { paused: input.paused },
    at: now,
  });
  return definition;
}
