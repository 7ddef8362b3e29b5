import type { Actor, Tx } from '#platform/db/tx.ts';
import type { Catalogue } from '#platform/i18n/messages.ts';
import type { JobDefinition } from '#platform/jobs/job.ts';
import type { DataSetSource } from '#platform/reports/data-set.ts';
import type { SealedColumn } from '#platform/vault/sealed-column.ts';
import type { SealedStore } from '#platform/vault/sealed-store.ts';
import type { Binding } from './binding.ts';
import type { ConstraintProblems } from './problem.ts';

/** Who may call a route: role ids, everyone signed in, or the public. */
export type Allowed = readonly string[] | 'signed-in' | 'public';

/** A field's class: seen with the record; with a permission of its own; only for a purpose that is stated and logged. */
export type FieldClass = 'open' | 'restricted' | 'sealed';

/** How a kind of record opens that role alone never does. */
interface RecordAccess {
  /** The first is that of whoever makes a record. */
  relations: readonly string[];
  /** Permission -> the relations with which it opens a record; the permission must be held where the record lies. */
  rules: Readonly<Record<string, readonly string[]>>;
  /** One of the permissions of `rules`: who holds it so gives and ends relations and exclusions. */
  assign: string;
  /** Permissions that an opening in an emergency stands in for; without it there is none. */
  breakGlass?: readonly string[];
  /** Longest opening; 4 if left out, 72 at most. */
  breakGlassHours?: number;
}

/** The access rules of a slice as data: permissions, what built-in roles hold, and the expected matrix. */
export interface SliceAccess {
  permissions: readonly string[];
  /** Built-in role id -> permissions of this slice that it holds. */
  roleDefaults: Readonly<Record<string, readonly string[]>>;
  /** Route id -> who may call it; written by hand, proved by the matrix test against the running server. */
  matrix: Readonly<Record<string, Allowed>>;
  /** Table (`schema.table`) -> how its records open. Its policies call `access.assigned_records`. */
  records?: Readonly<Record<string, RecordAccess>>;
  /**
   * Table -> field -> class, all that are not open. Restricted fields are columns of `<table>_restricted`, sealed ones rows
   * of `<table>_sealed` (`<noun>_id`, `field`, `value`): policies hide rows, not columns. A test over the catalogue holds it.
   */
  fields?: Readonly<Record<string, Readonly<Record<string, FieldClass>>>>;
}

/**
 * A kind of record on which others may hang something: tasks, comments, files, notices. People hang nothing on rows of other
 * tables, whoever sees them (`access.bears`). Its table has a primary key `id`
 * and forced row-level security; `operation_id` and `office_id` say where a record belongs.
 */
export interface RecordKind {
  /** `schema.table`, as in the audit log. Its name in words is `entity.<schema.table>` in the slice's messages. */
  entity: string;
  /**
   * How people call these records, by id: a code, never a name or an answer. Read under the caller's policies: hidden
   * records are missing. Ids are well-formed for the table's key or do not matter.
   */
  references(tx: Tx, ids: readonly string[]): Promise<Map<string, string>>;
  /** What is written about these records (titles of tasks) does not leave the product: not in a calendar, not in a mail. */
  discreet?: boolean;
}

/** The kinds of notice that a slice sends, with the catalogue that holds their words. */
export interface SliceNotices {
  /** Holds `notice.<kind>` (values filled) and `notice.<kind>.general` (no values) for each kind. */
  catalogue: Catalogue;
  /** `slice.noun_verb` -> how it is told. `security` ones always go by e-mail too, where that is set up. */
  kinds: Readonly<Record<string, { security?: true }>>;
}

/** What a person had set up in a slice and what would go on working without them; settled when they leave. */
export interface Leaving {
  /** Names it in the words of identity: `leaving.<kind>`. */
  kind: string;
  /** How many there are; 0 for an account that is not in the charge of the actor. */
  count(tx: Tx, accountId: string): Promise<number>;
  /** Gives all to the keeper, or ends all without one, each with its audit entry. Answers how many. */
  settle(
    tx: Tx,
    actor: Actor,
    leaver: { accountId: string; keeperId: string | null },
    now: Date,
  ): Promise<number>;
}

/** All that the composition root knows of a slice. */
export interface SliceManifest {
  name: string;
  routes: readonly Binding[];
  access: SliceAccess;
  problems: ConstraintProblems;
  jobs?: readonly JobDefinition[];
  records?: readonly RecordKind[];
  notices?: SliceNotices;
  /** Columns of sealed values: their keys are made at start, and a rotation finds them by it. */
  sealed?: readonly SealedColumn[];
  /** Sealed contents outside of columns. */
  sealedStores?: readonly SealedStore[];
  leaving?: readonly Leaving[];
  /** What its rows give to reports and feeds (`src/platform/reports/data-set.ts`). */
  dataSets?: readonly DataSetSource[];
}
