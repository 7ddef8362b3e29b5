import type { FastifyRequest } from 'fastify';
import { type Binding, bind } from '#platform/http/binding.ts';
import { invalid, type Problem } from '#platform/http/problem.ts';
import * as contract from '../contract/provider.ts';
import { isInnerAddress } from '../service/provider/outer-fetch.ts';
import { discover } from '../service/provider/peer.ts';
import * as settings from '../service/provider/settings.ts';
import * as providerStore from '../store/provider.ts';
import type { IdentityConfig } from './config.ts';
import { redirectUri, signedOutUri } from './provider.ts';

/** Why no provider may be added under the address; a body of another shape is refused afterwards. */
const unreachable =
  ({ providerHosts }: IdentityConfig) =>
  async (request: FastifyRequest): Promise<Problem | undefined> => {
    const body = contract.createProvider.schema.body.safeParse(request.body);
    if (!body.success) return undefined;
    return discover({ issuer: body.data.issuer, hosts: providerHosts }).then(
      () => undefined,
      (error: unknown) =>
        isInnerAddress(error)
          ? invalid(
              'body.issuer',
              'identity.provider_inner',
              'This address lies in your own network: name its host in SOJOURN_PROVIDER_HOSTS on the server first.',
            )
          : invalid(
              'body.issuer',
              'identity.provider_unreachable',
              'No provider of OpenID Connect answers under this address.',
            ),
    );
  };

export const providerSettingRoutes = (config: IdentityConfig): Binding[] => {
  const toProvider = (row: providerStore.ProviderRow): contract.Provider => ({
    id: row.id,
    label: row.label,
    issuer: row.issuer,
    clientId: row.client_id,
    hasSecret: row.client_secret !== null,
    scopes: row.scopes.filter((scope) => scope !== 'openid'),
    emailDomains: row.email_domains,
    linkByEmail: row.link_by_email,
    factorAcr: row.factor_acr,
    factorAmr: row.factor_amr,
    endsThere: row.ends_there,
    active: row.active,
    redirectUri: redirectUri(config, row.id),
    logoutUri: `${config.publicUrl()}/api/session/providers/${row.id}/logout`,
    signedOutUri: signedOutUri(config),
    linkedAccounts: row.linked,
  });
  const { vault } = config;
  return [
    bind(contract.listProviders, async (c) => ({
      items: (await providerStore.listProviders(c.tx)).map(toProvider),
    })),
    bind(
      contract.createProvider,
      async (c) => {
        if (c.prepared) throw c.prepared;
        return toProvider(await settings.createProvider(c.tx, c.actor, { body: c.body, vault }, c.now));
      },
      // Whoever may not add a provider makes the server ask nobody.
      { prepare: unreachable(config), admitFirst: true },
    ),
    bind(contract.updateProvider, async (c) => {
      const { providerId } = c.params;
      return toProvider(
        await settings.updateProvider(c.tx, c.actor, providerId, { body: c.body, vault }, c.now),
      );
    }),
    bind(contract.deleteProvider, async (c) => {
      await settings.deleteProvider(c.tx, c.actor, c.params.providerId, c.now);
      return undefined;
    }),
  ];
};
