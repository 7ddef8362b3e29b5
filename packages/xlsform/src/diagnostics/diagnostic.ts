import type { en } from './messages/en.ts';

/** Stable name of a finding; every code has a text in each of the four languages. */
export type DiagnosticCode = keyof typeof en;

/** `error`: no form is made. `warning`: the form is made, but look at it. */
export type Severity = 'error' | 'warning';

/** A column as the author sees it. */
export interface DiagnosticColumn {
  /** Header text as written; empty for a blank header. */
  readonly name: string;
  /** Spreadsheet letter, e.g. `AB`. */
  readonly letter: string;
}

/** Where a finding belongs; every part is optional. */
export interface Place {
  readonly sheet?: string | undefined;
  /** 1-based, as the spreadsheet shows it. */
  readonly row?: number | undefined;
  readonly column?: DiagnosticColumn | undefined;
}

/** One finding about a workbook. Plain JSON. */
export interface Diagnostic extends Place {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** English text; other languages by `diagnosticMessage`. */
  readonly message: string;
  /** Values that the text mentions, for translation. */
  readonly params: Readonly<Record<string, string | number>>;
  /** What the author probably meant to write. */
  readonly suggestion?: string | undefined;
}
