import QRCode from 'qrcode';
import { findAgencyName, listOperations } from '#platform/access/store.ts';
import type { Tx } from '#platform/db/tx.ts';
import { type BaseContext, type Binding, bind, type RequestActor, refused } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import { SESSION_COOKIE, sessionOf } from './authenticate.ts';
import {
  addPasskey,
  listPasskeys as listPasskeysRoute,
  type Passkey,
  removePasskey,
  signInByPasskey,
  startPasskey,
  startPasskeyProof,
  startPasskeySignIn,
} from './contract/passkey.ts';
import { makeRecoveryCodes, stepUp } from './contract/proof.ts';
import { confirmTotp, removeTotp, startTotp } from './contract/second-factor.ts';
import { listSessions, revokeOtherSessions, revokeSession } from './contract/session.ts';
import { createToken, listTokens, revokeToken } from './contract/token.ts';
import * as contract from './contract.ts';
import type { IdentityConfig } from './routes/config.ts';
import { deviceOf, renewSession, setCookies } from './routes/device.ts';
import { peopleRoutes } from './routes/people.ts';
import { personSessionRoutes, toSession, toToken } from './routes/person-sessions.ts';
import { providerRoutes, whereItEnds } from './routes/provider.ts';
import { providerLogoutRoute } from './routes/provider-logout.ts';
import { providerSettingRoutes } from './routes/provider-settings.ts';
import { recoveryRoutes } from './routes/recovery.ts';
import { serviceAccountRoutes } from './routes/service-account.ts';
import { secretHash } from './secrets.ts';
import { signedIn } from './service/caller.ts';
import * as ownAccount from './service/own-account.ts';
import * as passkeys from './service/passkey.ts';
import * as proof from './service/proof.ts';
import * as signing from './service/sign-in.ts';
import * as tokens from './service/tokens.ts';
import { listPasskeys, type PasskeyRow } from './store/passkey.ts';
import { countRecoveryCodes, findFactors } from './store/proof.ts';
import * as store from './store.ts';

const iso = (date: Date): string => date.toISOString();

/** What the web needs to know of the caller, read under the caller's own rights. */
async function describeMe(
  tx: Tx,
  { accountId, held, session }: Pick<RequestActor, 'accountId' | 'session'> & { held: Iterable<string> },
  demonstration: boolean,
): Promise<contract.Me> {
  const setUpNeeded = await store.setUpNeeded(tx);
  const agencyName = setUpNeeded ? null : await findAgencyName(tx);
  const account = accountId ? await store.findAccount(tx, accountId) : undefined;
  const due = session?.factorDue ?? false;
  const operations = account && !due ? await listOperations(tx) : [];
  const factors = account ? await findFactors(tx, account.id) : { app: false, passkey: false };
  return {
    account: account ?? null,
    permissions: [...held].sort(),
    operations: operations.filter((o) => o.status === 'active'),
    agency: agencyName === null ? null : { name: agencyName },
    setUpNeeded,
    hasSecondFactor: factors.app || factors.passkey,
    hasApp: factors.app,
    hasPasskey: factors.passkey,
    secondFactorDue: due,
    recoveryCodesLeft: account ? await countRecoveryCodes(tx, account.id) : 0,
    session: session ? { idleMinutes: session.idleMinutes, endsAt: iso(session.endsAt) } : null,
    demonstration,
  };
}

/** The answer to a sign-in: the cookie, and the same as `GET /api/me`. */
async function welcome(
  c: BaseContext,
  opened: signing.OpenedSession,
  config: IdentityConfig,
): Promise<contract.Me> {
  const { found } = opened;
  await setCookies(c, opened.secret, found.ends_at);
  const session = sessionOf(found);
  const caller = { accountId: found.account_id, held: found.permissions, session };
  return describeMe(c.tx, caller, config.demonstration);
}

/** The caller as they are now: a second factor that was owed opens everything else once it is there. */
async function actorAnew(c: Pick<BaseContext, 'tx' | 'request' | 'actor'>) {
  const found = await store.findSessionActor(c.tx, secretHash(c.request.cookies[SESSION_COOKIE] ?? ''), true);
  return found
    ? { accountId: found.account_id, held: found.permissions, session: sessionOf(found) }
    : c.actor;
}

function signInRoutes(config: IdentityConfig): Binding[] {
  return [
    bind(contract.getMe, (c) => describeMe(c.tx, c.actor, config.demonstration)),
    bind(contract.setUp, async (c) => {
      if (c.body.setUpCode !== config.setUpCode()) {
        throw new Problem(403, 'identity.wrong_set_up_code', {
          detail: 'This is not the set-up code that the server printed when it started.',
          errors: [
            { path: 'body.setUpCode', code: 'identity.wrong_set_up_code', message: 'Wrong set-up code.' },
          ],
        });
      }
      return welcome(
        c,
        await signing.setUp(c.tx, c.actor, { ...c.body, device: deviceOf(c) }, c.now),
        config,
      );
    }),
    bind(contract.signIn, async (c) => {
      const input = { ...c.body, device: deviceOf(c), vault: config.vault };
      const result = await signing.signIn(c.tx, c.actor, input, c.now);
      return result instanceof Problem ? refused(result) : welcome(c, result, config);
    }),
    bind(startPasskeySignIn, (c) =>
      passkeys.startAssertion(c.tx, c.actor, passkeys.siteOf(config.publicUrl()), 'sign_in'),
    ),
    bind(signInByPasskey, async (c) => {
      const input = {
        passkey: c.body.passkey,
        site: passkeys.siteOf(config.publicUrl()),
        device: deviceOf(c),
      };
      const result = await signing.signInByPasskey(c.tx, c.actor, input, c.now);
      return result instanceof Problem ? refused(result) : welcome(c, result, config);
    }),
    bind(
      contract.signOut,
      async (c) => {
        await signing.signOut(c.tx, c.actor, c.actor.sessionId, c.now);
        c.reply.clearCookie(SESSION_COOKIE, { path: '/' });
        return { elsewhere: c.prepared };
      },
      { prepare: whereItEnds(config) },
    ),
    bind(contract.readLink, async (c) => {
      const target = await store.findLinkTarget(c.tx, secretHash(c.body.token));
      if (!target) throw signing.linkEnded();
      return target;
    }),
    bind(contract.useLink, async (c) =>
      welcome(c, await signing.useLink(c.tx, c.actor, { ...c.body, device: deviceOf(c) }, c.now), config),
    ),
  ];
}

function ownRoutes(config: IdentityConfig): Binding[] {
  const meAgain = (c: BaseContext) => describeMe(c.tx, c.actor, config.demonstration);
  return [
    bind(listSessions, async (c) => ({
      items: (await store.listSessions(c.tx, signedIn(c.actor))).map((s) => ({
        ...toSession(s),
        current: s.id === c.actor.sessionId,
      })),
    })),
    bind(revokeSession, async (c) => {
      await ownAccount.revokeOwnSession(c.tx, c.actor, c.params.sessionId, c.now);
      return undefined;
    }),
    bind(revokeOtherSessions, async (c) => ({
      ended: await ownAccount.revokeOtherSessions(c.tx, c.actor, c.actor.sessionId, c.now),
    })),
    bind(contract.updateProfile, async (c) => {
      await ownAccount.updateProfile(c.tx, c.actor, c.body, c.now);
      return meAgain(c);
    }),
    bind(contract.changePassword, async (c) => {
      await ownAccount.changePassword(c.tx, c.actor, { ...c.body, sessionId: c.actor.sessionId }, c.now);
      await renewSession(c);
      return undefined;
    }),
    bind(startTotp, async (c) => {
      const issuer = (await findAgencyName(c.tx)) ?? 'Sojourn';
      const { secret, uri } = await ownAccount.startTotp(
        c.tx,
        c.actor,
        { issuer, vault: config.vault },
        c.now,
      );
      return { secret, uri, qrSvg: await QRCode.toString(uri, { type: 'svg', margin: 2 }) };
    }),
    bind(confirmTotp, async (c) => {
      await ownAccount.confirmTotp(c.tx, c.actor, { ...c.body, vault: config.vault }, c.now);
      const me = await describeMe(c.tx, await actorAnew(c), config.demonstration);
      await renewSession(c);
      return me;
    }),
    bind(removeTotp, async (c) => {
      await ownAccount.removeTotp(c.tx, c.actor, c.body.password, c.now);
      return meAgain(c);
    }),
    bind(stepUp, async (c) => {
      const problem = await proof.stepUp(
        c.tx,
        c.actor,
        {
          ...c.body,
          site: passkeys.siteOf(config.publicUrl()),
          device: deviceOf(c),
          vault: config.vault,
        },
        c.now,
      );
      if (problem) return refused(problem);
      await renewSession(c);
      return undefined;
    }),
    bind(makeRecoveryCodes, async (c) => ({ codes: await proof.makeRecoveryCodes(c.tx, c.actor, c.now) })),
    bind(listTokens, async (c) => ({
      items: (await store.listTokens(c.tx, signedIn(c.actor))).map(toToken),
    })),
    bind(createToken, async (c) => {
      const { token, secret } = await tokens.createToken(c.tx, c.actor, c.body, c.now);
      return { token: toToken(token), secret };
    }),
    bind(revokeToken, async (c) => {
      await tokens.revokeToken(c.tx, c.actor, c.params.tokenId, c.now);
      return undefined;
    }),
  ];
}

const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name,
  backedUp: row.backed_up,
  createdAt: iso(row.created_at),
  lastUsedAt: row.last_used_at ? iso(row.last_used_at) : null,
});

function passkeyRoutes(config: IdentityConfig): Binding[] {
  const site = () => passkeys.siteOf(config.publicUrl());
  return [
    bind(listPasskeysRoute, async (c) => ({
      items: (await listPasskeys(c.tx, signedIn(c.actor))).map(toPasskey),
    })),
    bind(startPasskey, async (c) =>
      passkeys.startPasskey(c.tx, c.actor, site(), (await findAgencyName(c.tx)) ?? 'Sojourn'),
    ),
    bind(addPasskey, async (c) => toPasskey(await passkeys.addPasskey(c.tx, c.actor, site(), c.body, c.now))),
    bind(removePasskey, async (c) => {
      await passkeys.removePasskey(c.tx, c.actor, c.params.passkeyId, c.now);
      return undefined;
    }),
    bind(startPasskeyProof, (c) => passkeys.startAssertion(c.tx, c.actor, site(), 'proof')),
  ];
}

export const identityRoutes = (config: IdentityConfig): Binding[] => [
  ...signInRoutes(config),
  ...ownRoutes(config),
  ...passkeyRoutes(config),
  ...peopleRoutes(config),
  ...recoveryRoutes(config),
  ...personSessionRoutes,
  ...serviceAccountRoutes,
  ...providerRoutes(config),
  ...providerSettingRoutes(config),
  providerLogoutRoute(config),
];
