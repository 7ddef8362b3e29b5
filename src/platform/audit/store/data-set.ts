import { type DataSet, defineDataSet } from '#platform/reports/data-set.ts';
import { auditMessages } from '../messages/catalogue.ts';

const KINDS = ['person', 'device', 'token', 'job', 'anonymous'];

/** The log for its readers. What changed and why may hold anything: it is read on the log's own screen, never in a feed. */
const entries: DataSet = defineDataSet({
  id: 'audit_entries',
  title: 'data.entries',
  words: auditMessages,
  entity: 'audit.entry',
  permission: 'audit.entry.read',
  from: `audit.entry t left join identity.account a on a.id = t.actor_id
    left join access.operation o on o.id = t.operation_id left join access.office f on f.id = t.office_id`,
  within: 't.operation_id',
  key: 'id',
  order: [{ column: 'id', descending: true }],
  time: 'at',
  columns: [
    { name: 'id', kind: 'integer', label: 'column.id', sql: 't.id', required: true },
    { name: 'at', kind: 'datetime', label: 'column.at', sql: 't.at', required: true },
    { name: 'action', kind: 'text', label: 'column.action', sql: 't.action', required: true },
    { name: 'entity', kind: 'text', label: 'column.entity', sql: 't.entity', required: true },
    { name: 'entity_id', kind: 'text', label: 'column.entity_id', sql: 't.entity_id', required: true },
    { name: 'actor_id', kind: 'uuid', label: 'column.actor_id', sql: 't.actor_id' },
    {
      name: 'actor_name',
      kind: 'text',
      label: 'column.actor_name',
      sql: 'a.name',
      sensitivity: 'restricted',
    },
    {
      name: 'actor_kind',
      kind: 'choice',
      label: 'column.actor_kind',
      sql: `(t.body::json ->> 'actorKind')`,
      choices: KINDS.map((value) => ({ value, label: `actor.${value}` })),
    },
    { name: 'operation', kind: 'text', label: 'column.operation', sql: 'o.code' },
    { name: 'office', kind: 'text', label: 'column.office', sql: 'f.code' },
    {
      name: 'changes',
      kind: 'text',
      label: 'column.changes',
      sql: `(t.body::json ->> 'after')`,
      sensitivity: 'sealed',
    },
    {
      name: 'reason',
      kind: 'text',
      label: 'column.reason',
      sql: `(t.body::json ->> 'reason')`,
      sensitivity: 'sealed',
    },
  ],
});

export const dataSets: readonly DataSet[] = [entries];
