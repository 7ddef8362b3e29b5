import type { Diagnostic, DiagnosticCode, Place, Severity } from './diagnostic.ts';
import { englishMessage } from './message.ts';

type Params = Readonly<Record<string, string | number>>;

/** Thrown to leave the row (or file) at hand; the finding itself is already in the report. */
export class Refused extends Error {
  constructor() {
    super('refused');
    this.name = 'Refused';
  }
}

/** Collects findings in the order in which they are made. */
export interface Report {
  readonly diagnostics: Diagnostic[];
  readonly failed: () => boolean;
  readonly error: (code: DiagnosticCode, place: Place, params?: Params, suggestion?: string) => void;
  readonly warn: (code: DiagnosticCode, place: Place, params?: Params, suggestion?: string) => void;
  /** Records an error and leaves the row. */
  readonly refuse: (code: DiagnosticCode, place: Place, params?: Params, suggestion?: string) => never;
}

/** A new, empty report. A finding of the same code, place and values is kept once. */
export function createReport(): Report {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let errors = 0;
  const add = (
    severity: Severity,
    code: DiagnosticCode,
    place: Place,
    rest: [Params, string | undefined],
  ) => {
    const [params, suggestion] = rest;
    const key = `${code}|${place.sheet}|${place.row}|${place.column?.letter}|${JSON.stringify(params)}`;
    if (severity === 'error') errors += 1;
    if (seen.has(key)) return;
    seen.add(key);
    const message = englishMessage(code, params, suggestion);
    diagnostics.push({
      code,
      severity,
      message,
      params,
      ...place,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  };
  return {
    diagnostics,
    failed: () => errors > 0,
    error: (code, place, params = {}, suggestion = undefined) =>
      add('error', code, place, [params, suggestion]),
    warn: (code, place, params = {}, suggestion = undefined) =>
      add('warning', code, place, [params, suggestion]),
    refuse: (code, place, params = {}, suggestion = undefined) => {
      add('error', code, place, [params, suggestion]);
      throw new Refused();
    },
  };
}
