/** A sentence about one field: where it stands, a stable code, English text; `params` feed the translated text. */
interface FieldProblem {
  path: string;
  code: string;
  message: string;
  params?: Record<string, string | number>;
}

export interface ProblemOptions {
  /** English sentence; the web shows `problem.<code>` in the reader's language instead. Never holds personal data. */
  detail?: string;
  params?: Record<string, string | number>;
  errors?: FieldProblem[];
  headers?: Record<string, string>;
}

/** A refusal with a stable code, answered as application/problem+json (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly options: ProblemOptions;
  constructor(status: number, code: string, options: ProblemOptions = {}) {
    super(options.detail ?? code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.options = options;
  }
}

export const notFound = (what: string): Problem =>
  new Problem(404, 'http.not_found', {
    detail: `There is no such ${what}, or you may not see it.`,
    params: { what },
  });

export const conflict = (code: string, detail: string, params?: Record<string, string | number>): Problem =>
  new Problem(409, code, { detail, ...(params ? { params } : {}) });

export const invalid = (
  path: string,
  code: string,
  message: string,
  params?: Record<string, string | number>,
): Problem =>
  new Problem(422, code, {
    detail: message,
    errors: [{ path, code, message, ...(params ? { params } : {}) }],
    ...(params ? { params } : {}),
  });

/** Constraint name -> problem code and sentence; each slice declares its own in `problems.ts`. */
export type ConstraintProblems = Record<string, { code: string; detail: string; path?: string }>;

interface PgError {
  code: string;
  constraint?: string;
}
const isPgError = (error: unknown): error is PgError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code);

/**
 * Values that no contract can judge beforehand and PostgreSQL refuses: NUL in a text (22021, 22P05), parts of a cursor that was
 * not given out here (22P02), instants and numbers beyond its reach (22003, 22007, 22008).
 */
const UNREADABLE = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);

/** Turns a database refusal into a Problem where a slice has named the constraint; undefined otherwise. */
export function problemOfDatabaseError(error: unknown, constraints: ConstraintProblems): Problem | undefined {
  if (!isPgError(error)) return undefined;
  const named = error.constraint ? constraints[error.constraint] : undefined;
  if (named) {
    // A field that names what is not there is answered like one that names what may not be named.
    const clashes =
      error.code === '23505' || error.code === '23P01' || (error.code === '23503' && !named.path);
    const status = clashes ? 409 : 422;
    return new Problem(status, named.code, {
      detail: named.detail,
      ...(named.path ? { errors: [{ path: named.path, code: named.code, message: named.detail }] } : {}),
    });
  }
  if (UNREADABLE.has(error.code))
    return new Problem(400, 'http.bad_request', { detail: 'A value cannot be read or stored.' });
  if (error.code === '53100')
    return new Problem(507, 'http.disk_full', {
      detail: 'The disk of the database is full: nothing was changed. The administrator has to make room.',
    });
  if (error.code === '42501')
    return new Problem(403, 'http.forbidden', { detail: 'Your roles do not allow this here.' });
  return undefined;
}
