// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface RunTable {
  id: Generated<string>;
  task: string;
  account_id: string | null;
  scheduled: Generated<boolean>;
  state: Generated<string>;
  attempts: Generated<number>;
  done: Generated<number>;
  total: number | null;
  note: string | null;
  problem: string | null;
  link: string | null;
  queue_id: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  next_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  cancel_asked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  entity: string | null;
  entity_id: string | null;
}

export interface ScheduleTable {
  id: string;
  paused: boolean;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  changed_by: string | null;
}

export type JobsTables = {
  'jobs.run': RunTable;
  'jobs.schedule': ScheduleTable;
};
