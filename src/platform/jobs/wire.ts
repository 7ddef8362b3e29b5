import type { Run } from './contract.ts';
import type { RunRow } from './store/run.ts';

export const toRun = (row: RunRow): Run => ({
  id: row.id,
  task: row.task,
  accountId: row.account_id,
  accountName: row.account_name,
  scheduled: row.scheduled,
  state: row.state,
  attempts: row.attempts,
  done: row.done,
  total: row.total,
  note: row.note,
  problem: row.problem,
  link: row.link,
  record: row.entity === null ? null : { entity: row.entity, entityId: row.entity_id! },
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  nextAt: row.next_at?.toISOString() ?? null,
  cancelling: row.cancel_asked_at !== null && row.finished_at === null,
  finishedAt: row.finished_at?.toISOString() ?? null,
});
