import type { Diagnostic, DiagnosticCode, Place, Severity } from './diagnostic.ts';
import { englishMessage } from './message.ts';

/** A suggestion, or how to find one: it is looked for only if the finding is listed. */
export type Suggestion = string | undefined | (() => string | undefined);

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
  readonly error: (code: DiagnosticCode, place: Place, params?: Params, suggestion?: Suggestion) => void;
  readonly warn: (code: DiagnosticCode, place: Place, params?: Params, suggestion?: Suggestion) => void;
  /** Records an error and leaves the row. */
  readonly refuse: (code: DiagnosticCode, place: Place, params?: Params, suggestion?: Suggestion) => never;
}

/** Findings of one kind that are listed; a thousand of the same say no more than these. */
const LISTED = 100;

/** A new, empty report. A finding of the same code, place and values is kept once. */
export function createReport(): Report {
  const listed: Diagnostic[] = [];
  const seen = new Set<string>();
  const counts = new Map<DiagnosticCode, { severity: Severity; count: number }>();
  let errors = 0;
  const add = (severity: Severity, code: DiagnosticCode, place: Place, rest: [Params, Suggestion]): void => {
    const [params] = rest;
    if (severity === 'error') errors += 1;
    const tally = counts.get(code) ?? { severity, count: 0 };
    counts.set(code, tally);
    if (tally.count < LISTED) {
      const key = `${code}|${place.sheet}|${place.row}|${place.column?.letter}|${JSON.stringify(params)}`;
      if (seen.has(key)) return;
      seen.add(key);
      listed.push(newDiagnostic(severity, code, place, rest));
    }
    tally.count += 1;
  };
  return {
    get diagnostics() {
      const more = [...counts].filter(([, { count }]) => count > LISTED);
      return [
        ...listed,
        ...more.map(([code, { severity, count }]) =>
          newDiagnostic(severity, 'more_findings', {}, [{ count: count - LISTED, code }, undefined]),
        ),
      ];
    },
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

function newDiagnostic(
  severity: Severity,
  code: DiagnosticCode,
  place: Place,
  [params, given]: [Params, Suggestion],
): Diagnostic {
  const suggestion = typeof given === 'function' ? given() : given;
  const message = englishMessage(code, params, suggestion);
  return { code, severity, message, params, ...place, ...(suggestion === undefined ? {} : { suggestion }) };
}
