import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ZodError, ZodType } from 'zod';
import { DatabaseUnavailable } from '#platform/db/unavailable.ts';
import { type ConstraintProblems, Problem, problemOfDatabaseError } from './problem.ts';

/** Parses one part of a request; a refusal names every field with its path. */
export function parsePart(
  schema: ZodType | undefined,
  value: unknown,
  part: 'params' | 'querystring' | 'body',
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // An address that cannot exist (a malformed identifier) is simply not there.
  if (part === 'params') throw new Problem(404, 'http.not_found', { detail: 'There is no such address.' });
  throw new Problem(400, 'http.invalid', {
    detail: 'Some fields need another value.',
    errors: fieldProblems(result.error, part),
  });
}

function fieldProblems(error: ZodError, part: string) {
  return error.issues.map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.'),
    code: `field.${issue.code}`,
    message: issue.message,
  }));
}

/** Every error as a Problem; what nobody foresaw becomes a bare 500 whose cause stands in the log only. */
export function asProblem(error: unknown, constraints: ConstraintProblems): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseUnavailable) return unavailable(error);
  const fromDatabase = problemOfDatabaseError(error, constraints);
  if (fromDatabase) return fromDatabase;
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    const code = error.statusCode === 413 ? 'http.too_large' : 'http.bad_request';
    return new Problem(error.statusCode, code, { detail: STATUS_CODES[error.statusCode] ?? 'Bad request' });
  }
  return new Problem(500, 'http.unexpected', {
    detail: 'Something went wrong on our side. Nothing was changed.',
  });
}

/** A client that repeats a write by its key, or an instance by its id, has it done once whatever the outcome was. */
const unavailable = ({ outcome }: DatabaseUnavailable): Problem =>
  outcome === 'unchanged'
    ? new Problem(503, 'http.database_unavailable', {
        detail: 'The database does not answer: nothing was changed. Try again in a moment.',
        headers: { 'retry-after': '5' },
      })
    : new Problem(503, 'http.outcome_unknown', {
        detail:
          'The database went away while this was being saved: it may stand or not. Look whether it is there before you send it again.',
        headers: { 'retry-after': '5' },
      });

/** Writes a Problem as application/problem+json. */
export function sendProblem(problem: Problem, reply: FastifyReply): void {
  const { detail, params, errors, headers } = problem.options;
  reply
    .code(problem.status)
    .headers(headers ?? {})
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[problem.status] ?? 'Problem',
        status: problem.status,
        code: problem.code,
        ...(detail ? { detail } : {}),
        ...(params ? { params } : {}),
        ...(errors ? { errors } : {}),
      }),
    );
}
