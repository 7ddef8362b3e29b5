import type { FastifyReply, FastifyRequest } from 'fastify';
import { escapeXml } from '#platform/files/xml.ts';
import type { RawAnswer } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import { POST_LIMIT } from '../multipart.ts';

/** Headers of every OpenRosa answer (OpenRosa HTTP Request API 1.0); `Date` must be there in RFC 1123 form. */
export const openRosaHeaders = (now: Date): Record<string, string> => ({
  'x-openrosa-version': '1.0',
  'x-openrosa-accept-content-length': String(POST_LIMIT),
  date: now.toUTCString(),
});

/** Collect takes `text/xml` only: any other type reads to it as the answer of a proxy. */
export const xmlAnswer = (body: string, now: Date, status = 200): RawAnswer => ({
  status,
  headers: { ...openRosaHeaders(now), 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

const response = (nature: string, message: string): string =>
  `<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="${nature}">${escapeXml(message)}</message></OpenRosaResponse>`;

/** A message that Collect shows to the enumerator. */
export const openRosaMessage = (nature: string, message: string, now: Date, status: number): RawAnswer =>
  xmlAnswer(response(nature, message), now, status);

/** A refusal in OpenRosa's words. */
export function sendOpenRosaProblem(problem: Problem, reply: FastifyReply): void {
  const text =
    problem.status === 401
      ? 'This address is not valid (any more): scan the settings code of your office again.'
      : (problem.options.detail ?? 'The request was refused.');
  const { status, headers, body } = openRosaMessage('error', text, new Date(), problem.status);
  reply
    .code(status!)
    .headers({ ...headers, ...problem.options.headers })
    .send(reply.request.method === 'HEAD' ? undefined : body);
}

/** Where the device reached us; addresses for it are made from this, so that they name the same host. */
export const hostOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

/** OpenRosa HTTP Request API: a request says which version it speaks. Without that it is not from such a client. */
export function requireOpenRosa(version: string | string[] | undefined): void {
  if (version === '1.0') return;
  throw new Problem(400, 'forms.no_openrosa_version', {
    detail: 'The header X-OpenRosa-Version: 1.0 is missing.',
  });
}
