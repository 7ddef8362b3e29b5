import { randomUUID } from 'node:crypto';
import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { openText, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type * as contract from '../../contract/provider.ts';
import { providerSecret } from '../../sealed.ts';
import * as providerStore from '../../store/provider.ts';
import type { OpenSettings } from './peer.ts';

type Body = Omit<RouteRequest<typeof contract.updateProvider>['body'], 'active'>;

/** With the client's secret opened. */
export const openSettings = (
  { vault, providerHosts }: { vault: Vault; providerHosts: readonly string[] },
  { client_secret, ...row }: providerStore.ProviderSettings,
): OpenSettings => ({
  ...row,
  hosts: providerHosts,
  secret: client_secret && openText(vault, providerSecret, row.id, client_secret),
});

const valuesOf = (body: Body) => ({
  label: body.label,
  client_id: body.clientId,
  scopes: [...new Set(['openid', ...body.scopes])],
  email_domains: body.emailDomains,
  link_by_email: body.linkByEmail,
  factor_acr: body.factorAcr,
  factor_amr: body.factorAmr,
  ends_there: body.endsThere,
});

/** Linking by address trusts whoever hands out addresses: only in domains that the agency names. */
function checkLinking(body: Body): void {
  if (body.linkByEmail && body.emailDomains.length === 0)
    throw invalid(
      'body.emailDomains',
      'identity.provider_needs_domains',
      'Name the domains of your agency: people are linked by their address only there.',
    );
}

/** Everything but the secret, for the log. */
const logged = ({ client_secret, ...row }: providerStore.ProviderValues) => ({
  ...row,
  hasSecret: client_secret !== null,
});

async function getProvider(tx: Tx, id: string): Promise<providerStore.ProviderRow> {
  const row = await providerStore.findProvider(tx, id);
  if (!row) throw notFound('provider');
  return row;
}

interface Setting<B> {
  body: B;
  vault: Vault;
}

export async function createProvider(
  tx: Tx,
  actor: Actor,
  { body, vault }: Setting<RouteRequest<typeof contract.createProvider>['body']>,
  now: Date,
) {
  checkLinking(body);
  const id = randomUUID();
  const values = {
    id,
    ...valuesOf(body),
    issuer: body.issuer,
    active: true,
    client_secret: body.clientSecret ? sealText(vault, providerSecret, id, body.clientSecret) : null,
  };
  await providerStore.insertProvider(tx, { ...values, createdBy: actor.accountId });
  await audit(tx, actor, {
    action: 'identity.provider_created',
    entity: 'identity.provider',
    entityId: id,
    after: logged(values),
    at: now,
  });
  return getProvider(tx, id);
}

export async function updateProvider(
  tx: Tx,
  actor: Actor,
  id: string,
  { body, vault }: Setting<RouteRequest<typeof contract.updateProvider>['body']>,
  now: Date,
) {
  checkLinking(body);
  const { linked: _, ...before } = await getProvider(tx, id);
  const values = {
    ...before,
    ...valuesOf(body),
    active: body.active,
    client_secret: body.clientSecret
      ? sealText(vault, providerSecret, id, body.clientSecret)
      : before.client_secret,
  };
  await providerStore.updateProvider(tx, values, now);
  await audit(tx, actor, {
    action: 'identity.provider_changed',
    entity: 'identity.provider',
    entityId: id,
    before: logged(before),
    after: { ...logged(values), newSecret: body.clientSecret !== undefined },
    at: now,
  });
  return getProvider(tx, id);
}

export async function deleteProvider(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const { linked, ...before } = await getProvider(tx, id);
  await providerStore.deleteProvider(tx, id);
  await audit(tx, actor, {
    action: 'identity.provider_deleted',
    entity: 'identity.provider',
    entityId: id,
    before: { ...logged(before), linked },
    at: now,
  });
}
