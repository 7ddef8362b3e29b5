import type { ReactNode } from 'react';
import type { IconType } from '../slice.ts';

export interface Column<T> {
  /** Stable; also the name sent as `sort` when sortable. */
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Carries the link to the record and heads the card on a phone. Exactly one column. */
  primary?: boolean;
  sortable?: boolean;
  /** Right-aligned, tabular figures. */
  numeric?: boolean;
  /** Pixels; 180 when absent, 120 for numbers. */
  width?: number;
  /** Not shown until the reader chooses it. */
  hidden?: boolean;
}

interface Option {
  value: string;
  label: string;
}

/**
 * `select` sends one value, `multi` repeats its name, `text` sends text, `date` sends `<id>From` and `<id>To`.
 * `own` is set by a control of the screen's own (`controls`); the list keeps it in the address and shows its parts.
 */
export type Filter =
  | { id: string; label: string; kind: 'select' | 'multi'; options: readonly Option[] }
  | { id: string; label: string; kind: 'text' | 'date' }
  | { id: string; label: string; kind: 'own'; parts: (value: string) => readonly OwnPart[] };

/** One part of an `own` filter, said whole, and the filter's value without it. */
interface OwnPart {
  text: string;
  rest: string | undefined;
}

export interface BulkAction<T> {
  id: string;
  label: string;
  icon?: IconType;
  /** Does it for the chosen rows. A thrown error is shown and the selection stays. */
  run: (rows: T[], reason: string) => Promise<unknown>;
  /** Asks first. */
  confirm?: { title: string; text: string; reason?: 'optional' | 'required'; tone?: 'normal' | 'bad' };
}

/** The values now in force, as the route's querystring takes them, without paging. */
export type ListQuery = Record<string, string | string[]>;

export interface ListExport {
  id: string;
  label: string;
  /** The address of a download that honours the filters in force ... */
  href?: (query: ListQuery) => string;
  /** ... or a dialog that asks how it shall be. */
  run?: (query: ListQuery) => unknown;
}

export interface EmptyContent {
  title: string;
  text?: string;
  icon?: IconType;
  actions?: ReactNode;
}

/** What the table and the cards need to draw rows. */
export interface RowsProps<T> {
  title: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  rowLink?: ((row: T) => string) | undefined;
  rowName: (row: T) => string;
  selection: Selection<T> | undefined;
}

export interface Selection<T> {
  has: (row: T) => boolean;
  toggle: (row: T) => void;
  all: boolean;
  some: boolean;
  toggleAll: () => void;
}
