// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, GeneratedAlways } from 'kysely';

export interface CheckpointTable {
  size: number;
  root: Buffer;
  edge: Buffer[];
  note: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface EntryTable {
  id: GeneratedAlways<number>;
  seq: number;
  at: ColumnType<Date, Date | string, Date | string>;
  actor_id: string | null;
  action: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  prev_hash: Buffer;
  hash: Buffer;
  body: string;
}

export interface HeadTable {
  entity_id: string;
  entity: string;
  seq: number;
  prev_hash: Buffer;
  hash: Buffer;
}

export interface LeafTable {
  index: number;
  entry_id: number;
  hash: Buffer;
}

export interface PendingTable {
  entry_id: number;
}

export type AuditTables = {
  'audit.checkpoint': CheckpointTable;
  'audit.entry': EntryTable;
  'audit.head': HeadTable;
  'audit.leaf': LeafTable;
  'audit.pending': PendingTable;
};
