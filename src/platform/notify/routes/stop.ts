import type { FastifyRequest } from 'fastify';
import { type Binding, bind, type RawAnswer } from '#platform/http/binding.ts';
import * as contract from '../contract/stop.ts';
import * as service from '../service/stop.ts';
import type { Kinds } from '../words.ts';

/** Far longer than the one field that RFC 8058 sends, however it is wrapped. */
const MOST_BYTES = 2000;

/**
 * Whether the body holds the field that RFC 8058, 3.2 asks for. Without it nothing is stopped: programs that look into links
 * before their reader does send other things.
 */
async function isOneClick(request: FastifyRequest): Promise<boolean> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return false;
    parts.push(part);
  }
  const type = request.headers['content-type'] ?? '';
  const headers = { 'content-type': type };
  const form = await new Response(Buffer.concat(parts), { headers }).formData().catch(() => undefined);
  return form?.get('List-Unsubscribe') === 'One-Click';
}

const plain = (status: number, text: string): RawAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${text}\n`,
});

export const stopRoutes = (kinds: Kinds): readonly Binding[] => [
  bind(contract.readStop, ({ tx, body }) => service.readStop(tx, kinds, body.token)),
  bind(contract.setStop, ({ tx, actor, body, now }) => service.setStop(tx, actor, { ...body, kinds }, now)),
  bind(
    contract.oneClickStop,
    async ({ tx, actor, params, now, prepared }): Promise<RawAnswer> => {
      if (!prepared) return plain(400, 'Send List-Unsubscribe=One-Click.');
      const { state } = await service.setStop(tx, actor, { token: params.token, stop: true, kinds }, now);
      if (state === 'unknown') return plain(404, 'This link does not work any more.');
      return state === 'stopped' ? plain(200, 'Stopped.') : plain(409, 'This kind is always sent.');
    },
    { prepare: isOneClick },
  ),
];
