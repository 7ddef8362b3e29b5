import type { BaseContext, BindingOptions } from '#platform/http/binding.ts';
import { languageFrom } from '#platform/i18n/language.ts';
import { authenticateFeed } from '#platform/identity/authenticate.ts';
import { listSets, type OpenSet, openSet } from '../service/open.ts';
import type { Sources } from './data.ts';

/** How a feed knows its callers and says no, in its own dialect; whoever has no token is asked for one. */
export const feedOptions = (
  dialect: Readonly<Record<string, string>>,
  body: (said: { code: string; detail: string }) => object,
): BindingOptions<undefined> => ({
  authenticate: authenticateFeed,
  problem: (problem, reply) => {
    const { detail, headers } = problem.options;
    reply.code(problem.status).headers({ ...headers, ...dialect });
    if (problem.status === 401)
      reply.header(
        'www-authenticate',
        'Basic realm="Sojourn: any name, an API token as password", charset="UTF-8"',
      );
    reply.send(Buffer.from(JSON.stringify(body({ code: problem.code, detail: detail ?? problem.code }))));
  },
});

const languageOf = (c: BaseContext) => languageFrom(c.request.headers['accept-language']);

/** Every set that the caller may take away. */
export async function openAll(c: BaseContext, sources: Sources): Promise<OpenSet[]> {
  const asked = { actor: c.actor, purpose: 'leave', language: languageOf(c) } as const;
  const out: OpenSet[] = [];
  for (const set of await listSets(c.tx, sources(), asked)) {
    out.push(await openSet(c.tx, [set], { ...asked, id: set.id }));
  }
  return out;
}

export const openOne = (c: BaseContext, sources: Sources, id: string): Promise<OpenSet> =>
  openSet(c.tx, sources(), { id, actor: c.actor, purpose: 'leave', language: languageOf(c) });
