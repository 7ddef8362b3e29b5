/** `error` keeps an import from being applied; `warning` says what was mended or left; `info` what was understood. */
export type Severity = 'error' | 'warning' | 'info';

/** One finding of a dry run, tied to the place in the file where a person can see it. */
export interface ImportProblem {
  /** File, with the sheet or the layer inside it; null when it concerns the import as a whole. */
  layer: string | null;
  /** Row as the spreadsheet counts it (the header is a row too); in GeoJSON and Shapefile the feature, from 1. */
  row: number | null;
  severity: Severity;
  code: string;
  params: Record<string, string | number>;
}

/** The whole file cannot be used. Carries a code of `messages/problems`; nothing was stored. */
export class ImportRefused extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'ImportRefused';
    this.code = code;
    this.params = params;
  }
}

const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** How often each kind of problem was found, also beyond what is kept of it. */
export interface ProblemGroup {
  severity: Severity;
  code: string;
  count: number;
}

/** Collects problems, and stops keeping equal ones beyond a limit so that a broken file cannot fill the database. */
export function problemList(limitPerCode = 1000) {
  const items: ImportProblem[] = [];
  const counts = { error: 0, warning: 0, info: 0 };
  const groups = new Map<string, ProblemGroup>();
  return {
    items,
    counts,
    /** Errors first, then warnings, each by how many there are. */
    groups: (): ProblemGroup[] =>
      [...groups.values()].sort(
        (a, b) => order[a.severity] - order[b.severity] || b.count - a.count || (a.code < b.code ? -1 : 1),
      ),
    add(
      severity: Severity,
      code: string,
      at: { layer: string | null; row: number | null },
      params: Record<string, string | number> = {},
    ): void {
      counts[severity]++;
      const group = groups.get(`${severity} ${code}`) ?? { severity, code, count: 0 };
      groups.set(`${severity} ${code}`, group);
      group.count += 1;
      if (group.count <= limitPerCode) items.push({ layer: at.layer, row: at.row, severity, code, params });
    },
  };
}

export type ProblemList = ReturnType<typeof problemList>;
