// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface FeedTable {
  account_id: string;
  key_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface TaskTable {
  id: Generated<string>;
  number: GeneratedAlways<number>;
  title: string;
  note: Generated<string>;
  entity: string | null;
  entity_id: string | null;
  key: string | null;
  office_id: string | null;
  operation_id: string | null;
  owner_id: string | null;
  role_id: string | null;
  watchers: Generated<string[]>;
  priority: Generated<string>;
  state: Generated<string>;
  due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  zone: string | null;
  remind_before: string | null;
  escalate_hours: number | null;
  escalate_to: string | null;
  escalate_role: string | null;
  reminded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  due_told_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  escalated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  next_alarm_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_by: string | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  updated_at: ColumnType<Date, Date | string | undefined, Date | string>;
  closed_by: string | null;
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revision: Generated<number>;
}

export type TasksTables = {
  'tasks.feed': FeedTable;
  'tasks.task': TaskTable;
};
