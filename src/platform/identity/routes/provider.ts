import type { FastifyRequest } from 'fastify';
import {
  type AsCaller,
  type BaseContext,
  type Binding,
  bind,
  type RawAnswer,
} from '#platform/http/binding.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { openText } from '#platform/vault/sealed-column.ts';
import { VaultProblem } from '#platform/vault/vault-problem.ts';
import * as contract from '../contract/provider.ts';
import { idToken } from '../sealed.ts';
import { newSecret, secretHash } from '../secrets.ts';
import { signedIn } from '../service/caller.ts';
import { isInnerAddress } from '../service/provider/outer-fetch.ts';
import {
  type Begun,
  begin,
  endSession,
  finish,
  ProviderFailure,
  type Vouched,
} from '../service/provider/peer.ts';
import * as settings from '../service/provider/settings.ts';
import { settle, unlink } from '../service/provider/sign-in.ts';
import * as providerStore from '../store/provider.ts';
import { findCredential } from '../store.ts';
import type { IdentityConfig } from './config.ts';
import { deviceOf, renewSession, setCookies } from './device.ts';

/** Ties the answer of the provider to the browser that asked: a link that somebody else began opens nothing here. */
const BROWSER_COOKIE = 'sojourn_provider';
const BROWSER_PATH = '/api/session/providers';

export const providerIdOf = (request: FastifyRequest): string => {
  const { providerId = '' } = request.params as { providerId?: string };
  return /^[0-9a-f-]{36}$/i.test(providerId) ? providerId : '00000000-0000-4000-8000-000000000000';
};
export const redirectUri = (config: IdentityConfig, id: string) =>
  `${config.publicUrl()}/api/session/providers/${id}/callback`;

/** Where the provider sends people back to who signed out. */
export const signedOutUri = (config: IdentityConfig) => `${config.publicUrl()}/`;

const down = () =>
  new Problem(503, 'identity.provider_down', {
    detail: 'The other sign-in does not answer. Sign in with your password, or try again later.',
  });

interface Started extends Begun {
  providerId: string;
}

/** Asks the provider where to send the browser, before a transaction opens. */
const starter =
  (config: IdentityConfig, again: boolean) =>
  async (request: FastifyRequest, asCaller: AsCaller): Promise<Started | Problem> => {
    const id = providerIdOf(request);
    const row = await asCaller((tx) => providerStore.findSettings(tx, id));
    if (!row) return notFound('provider');
    try {
      const begun = await begin(settings.openSettings(config, row), redirectUri(config, id), again);
      return { ...begun, providerId: id };
    } catch (error) {
      request.log.warn(
        { provider: id },
        isInnerAddress(error)
          ? 'provider lies in the own network: name its host in SOJOURN_PROVIDER_HOSTS'
          : 'provider does not answer',
      );
      return down();
    }
  };

/**
 * Where to sign out besides here, asked before a transaction opens; null for a session that was opened otherwise, and
 * where its token does not open: whoever signs out is out in any case.
 */
export const whereItEnds =
  (config: IdentityConfig) =>
  async (_: FastifyRequest, asCaller: AsCaller): Promise<string | null> => {
    const found = await asCaller(async (tx, { sessionId }) => {
      const row = sessionId ? await providerStore.findOpener(tx, sessionId) : undefined;
      return row && { row, sessionId: sessionId! };
    });
    if (!found) return null;
    try {
      const token = openText(config.vault, idToken, found.sessionId, found.row.id_token_sealed);
      return await endSession(settings.openSettings(config, found.row), token, signedOutUri(config));
    } catch (error) {
      if (error instanceof VaultProblem) return null;
      throw error;
    }
  };

/** Remembers what began, in the database and in the browser. */
async function remember(
  c: BaseContext & { prepared: Started | Problem },
  what: { purpose: providerStore.Purpose; returnTo: string; invitation?: string | undefined },
) {
  const { prepared } = c;
  if (prepared instanceof Problem) throw prepared;
  const kept = /^[\w-]{43}$/.exec(c.request.cookies[BROWSER_COOKIE] ?? '')?.[0];
  const browser = kept ?? newSecret();
  await providerStore.beginAttempt(c.tx, {
    providerId: prepared.providerId,
    state: secretHash(prepared.state),
    browser: secretHash(browser),
    purpose: what.purpose,
    invitation_hash: what.invitation ? secretHash(what.invitation) : null,
    nonce: prepared.nonce,
    verifier: prepared.verifier,
    return_to: what.returnTo,
  });
  c.reply.setCookie(BROWSER_COOKIE, browser, {
    path: BROWSER_PATH,
    httpOnly: true,
    // The provider sends the browser back from another site.
    sameSite: 'lax',
    secure: c.request.protocol === 'https',
    maxAge: 600,
  });
  return { url: prepared.url };
}

interface Heard {
  settings: providerStore.ProviderSettings;
  attempt: providerStore.Attempt;
  vouched: Vouched;
}

/** Takes what began and hears the provider; a code of the refusal where that came to nothing. */
const hear =
  (config: IdentityConfig) =>
  async (request: FastifyRequest, asCaller: AsCaller): Promise<Heard | string> => {
    const id = providerIdOf(request);
    const answer = new URL(request.url, config.publicUrl());
    const state = answer.searchParams.get('state') ?? '';
    const browser = request.cookies[BROWSER_COOKIE] ?? '';
    const found = await asCaller(async (tx) => ({
      settings: await providerStore.findSettings(tx, id),
      attempt: await providerStore.takeAttempt(tx, id, secretHash(state), secretHash(browser)),
    }));
    const { settings: row, attempt } = found;
    if (!row || !attempt) return 'provider_ended';
    const uri = new URL(redirectUri(config, id));
    uri.search = answer.search;
    try {
      const again = attempt.purpose === 'proof';
      const began = { state, nonce: attempt.nonce, verifier: attempt.verifier, again };
      const vouched = await finish(settings.openSettings(config, row), uri, began);
      return { settings: row, attempt, vouched };
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      const cause = error.cause as { code?: string; name?: string } | undefined;
      request.log.warn(
        { provider: id, code: error.code, cause: cause?.code ?? cause?.name },
        'provider refused',
      );
      return error.code;
    }
  };

const sendTo = (location: string): RawAnswer => ({ status: 303, headers: { location } });
/** The code stands behind '#': it is for the page alone. */
const refuse = (code: string): RawAnswer => sendTo(`/sign-in/refused#${code}`);

const signInRoutes = (config: IdentityConfig): Binding[] => [
  bind(contract.listSignInProviders, async (c) => ({ items: await providerStore.listOffered(c.tx) })),
  bind(
    contract.startProviderSignIn,
    (c) =>
      remember(c, {
        purpose: c.body.invitation ? 'invitation' : 'sign_in',
        returnTo: c.body.returnTo,
        invitation: c.body.invitation,
      }),
    { prepare: starter(config, false) },
  ),
  bind(contract.startProviderLink, (c) => remember(c, { purpose: 'link', returnTo: '/profile' }), {
    prepare: starter(config, false),
  }),
  bind(contract.startProviderProof, (c) => remember(c, { purpose: 'proof', returnTo: '/sign-in/done' }), {
    prepare: starter(config, true),
  }),
  bind(
    contract.finishProvider,
    async (c) => {
      if (typeof c.prepared === 'string') return refuse(c.prepared);
      const outcome = await settle(
        c.tx,
        c.actor,
        { ...c.prepared, device: deviceOf(c), vault: config.vault },
        c.now,
      );
      if ('refused' in outcome) return refuse(outcome.refused);
      if ('opened' in outcome) await setCookies(c, outcome.opened.secret, outcome.opened.found.ends_at);
      else if (c.prepared.attempt.purpose === 'proof') await renewSession(c);
      return sendTo(c.prepared.attempt.return_to);
    },
    { prepare: hear(config) },
  ),
];

const ownRoutes: Binding[] = [
  bind(contract.listOwnLinks, async (c) => {
    const items = await providerStore.listOffered(c.tx);
    const credential = await findCredential(c.tx, signedIn(c.actor));
    return {
      items: items.map(({ id, label, linked_at, last_used_at }) => ({
        id,
        label,
        linkedAt: linked_at?.toISOString() ?? null,
        lastUsedAt: last_used_at?.toISOString() ?? null,
      })),
      hasPassword: Boolean(credential?.password_hash),
    };
  }),
  bind(contract.unlinkProvider, async (c) => {
    await unlink(c.tx, c.actor, c.params.providerId, c.now);
    return undefined;
  }),
];

export const providerRoutes = (config: IdentityConfig): Binding[] => [...signInRoutes(config), ...ownRoutes];
