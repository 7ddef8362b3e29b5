import type { FastifyRequest } from 'fastify';
import { type AsCaller, type Binding, bind, type RawAnswer } from '#platform/http/binding.ts';
import { providerLogout } from '../contract/provider.ts';
import { type LoggedOut, obeyLogout, readLogoutToken } from '../service/provider/logout.ts';
import { findSettings } from '../store/provider.ts';
import type { IdentityConfig } from './config.ts';
import { providerIdOf } from './provider.ts';

/** Longer than any logout token. */
const MOST_BYTES = 20_000;

async function readToken(request: FastifyRequest): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8')).get('logout_token') ?? undefined;
}

interface Heard {
  providerId: string;
  told: LoggedOut;
}

/** Undefined for whatever is no logout token of an active provider. */
const hear =
  ({ providerHosts }: IdentityConfig) =>
  async (request: FastifyRequest, asCaller: AsCaller): Promise<Heard | undefined> => {
    const providerId = providerIdOf(request);
    const token = await readToken(request);
    if (!token) return undefined;
    const row = await asCaller((tx) => findSettings(tx, providerId));
    const told =
      row && (await readLogoutToken({ ...row, hosts: providerHosts }, token).catch(() => undefined));
    return told && { providerId, told };
  };

const REFUSED: RawAnswer = {
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: '{"error":"invalid_request"}',
};

export const providerLogoutRoute = (config: IdentityConfig): Binding =>
  bind(
    providerLogout,
    async (c): Promise<RawAnswer> => {
      const { prepared } = c;
      const obeyed = prepared && (await obeyLogout(c.tx, c.actor, prepared.providerId, prepared.told, c.now));
      return obeyed ? { status: 200 } : REFUSED;
    },
    { prepare: hear(config) },
  );
