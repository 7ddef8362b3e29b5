import type { RouteRequest } from '@sojourn/route-contract';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import { move, trace } from '#platform/workflow/move.ts';
import type { TaskMove, TaskState } from '../contract/shapes.ts';
import type * as contract from '../contract/task.ts';
import { isOpen, taskMachine } from '../domain/task-machine.ts';
import * as store from '../store/task.ts';
import { entry, getTask, lockOwn, tellNewOwner } from './task.ts';
import { tell } from './tell.ts';
import { freshAlarms } from './timing.ts';
import { codeOf } from './view.ts';

interface Move {
  transition: TaskMove;
  from?: TaskState | undefined;
  reason: string;
}

const decide = (row: store.TaskRow, wanted: Move, now: Date) =>
  move(
    taskMachine,
    { state: row.state, facts: { owned: row.owner_id !== null }, may: () => true },
    wanted,
    now,
  );

/** Starts, finishes, cancels or reopens. Its maker is told when it is over. */
export async function moveTask(
  tx: Tx,
  actor: AuditActor,
  id: string,
  input: Move,
  now: Date,
): Promise<store.TaskRow> {
  const row = await lockOwn(tx, actor, id);
  if (input.transition === 'hand_over')
    throw invalid('body.transition', 'tasks.hand_over_to_whom', 'Say to whom you hand it over.');
  const decision = decide(row, input, now);
  const over = !isOpen(decision.to);
  await store.changeTask(
    tx,
    id,
    {
      state: decision.to,
      closed_at: over ? now : null,
      closed_by: over ? actor.accountId : null,
      ...(over ? { next_alarm_at: null } : {}),
      ...(isOpen(row.state) ? {} : freshAlarms({ ...row, state: decision.to }, now)),
    },
    now,
  );
  await audit(tx, actor, {
    ...entry(row, now),
    action: 'tasks.task_moved',
    ...labelled(row, trace(decision)),
  });
  if (over && row.created_by && row.created_by !== actor.accountId)
    await tell(tx, 'tasks.task_closed', row, [row.created_by], now);
  return getTask(tx, id);
}

const labelled = (row: store.TaskRow, traced: ReturnType<typeof trace>) => ({
  ...traced,
  after: { code: codeOf(row), ...traced.after },
});

/** Takes a task from a queue that the caller serves. */
export async function takeTask(tx: Tx, actor: AuditActor, id: string, now: Date): Promise<store.TaskRow> {
  const row = await store.lockTask(tx, id);
  if (!row) throw notFound('task');
  if (row.owner_id !== null || !isOpen(row.state))
    throw conflict('tasks.taken', 'Somebody has taken this task already.');
  if (!row.in_queue)
    throw new Problem(403, 'tasks.not_your_queue', { detail: 'This task waits for people of another role.' });
  await store.changeTask(tx, id, { owner_id: actor.accountId }, now);
  await audit(tx, actor, {
    ...entry(row, now),
    action: 'tasks.task_taken',
    after: { code: codeOf(row), owner: actor.accountId },
  });
  return getTask(tx, id);
}

/** Hands a task over to a person, or to whoever holds a role where it lies. Who gives it away keeps it in sight. */
export async function assignTask(
  tx: Tx,
  actor: AuditActor,
  id: string,
  input: RouteRequest<typeof contract.assignTask>['body'],
  now: Date,
): Promise<store.TaskRow> {
  const row = await lockOwn(tx, actor, id);
  if ((input.ownerId === null) === (input.roleId === null))
    throw invalid('body.ownerId', 'tasks.owner_or_role', 'Name one person or one role.');
  const decision = decide(row, { transition: 'hand_over', reason: input.reason }, now);
  const kept = [row.owner_id, actor.accountId].filter((one) => one !== null && one !== input.ownerId);
  await store.changeTask(
    tx,
    id,
    {
      state: decision.to,
      owner_id: input.ownerId,
      ...(input.roleId ? { role_id: input.roleId } : {}),
      watchers: [...new Set([...row.watchers, ...(kept as string[])])],
    },
    now,
  );
  const after = await getTask(tx, id);
  await audit(tx, actor, {
    ...entry(row, now),
    action: 'tasks.task_assigned',
    before: { state: row.state, owner: row.owner_id, role: row.role_id },
    after: { code: codeOf(row), state: after.state, owner: after.owner_id, role: after.role_id },
    reason: input.reason || null,
  });
  await tellNewOwner(tx, actor, after, now);
  return after;
}

/** Follows a task, or no longer. */
export async function watchTask(
  tx: Tx,
  actor: AuditActor,
  id: string,
  watching: boolean,
  now: Date,
): Promise<store.TaskRow> {
  const row = await store.lockTask(tx, id);
  if (!row || !actor.accountId) throw notFound('task');
  const others = { ...row, watchers: row.watchers.filter((one) => one !== actor.accountId) };
  await store.setWatching(tx, id, watching);
  await audit(tx, actor, {
    ...entry(row, now),
    action: 'tasks.task_watched',
    after: { code: codeOf(row), watching },
  });
  // Whoever saw it by following alone sees it no longer.
  return (await store.findTask(tx, id)) ?? others;
}

/** Marks tasks done; each for itself, so that one that cannot be does not keep the others from it. */
export async function finishTasks(tx: Tx, actor: AuditActor, ids: readonly string[], now: Date) {
  const refused: { id: string; code: string }[] = [];
  for (const id of [...new Set(ids)].sort()) {
    try {
      await moveTask(tx, actor, id, { transition: 'finish', reason: '' }, now);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push({ id, code: error.code });
    }
  }
  return { done: new Set(ids).size - refused.length, refused };
}
