import { accessModule } from '#platform/access/module.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { type TestServer, type TestServerOptions, testServer } from '#platform/http/testing.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { identityModule } from '../module.ts';
import type { IdentityConfig } from '../routes/config.ts';

/** What a server of tests tells identity. */
export const identityConfig = (given: { url: () => string; vault: Vault }): IdentityConfig => ({
  publicUrl: given.url,
  setUpCode: () => 'CODE',
  demonstration: false,
  providerHosts: ['localhost', '127.0.0.1'],
  vault: given.vault,
});

/** A server with identity and access alone; `modules` is what it serves. */
export async function identityServer(
  options: TestServerOptions & { identity?: Partial<IdentityConfig> } = {},
): Promise<TestServer & { modules: readonly SliceManifest[] }> {
  const modules: SliceManifest[] = [];
  const server = await testServer((given) => {
    modules.push(
      identityModule({ ...identityConfig(given), ...options.identity }),
      accessModule(() => modules.flatMap((m) => m.access.permissions)),
    );
    return modules;
  }, options);
  return { ...server, modules };
}

/** Moves the last proof of a person's sessions back by eleven minutes. */
export const forgetProof = (server: TestServer, who: { accountId: string | null }) =>
  server.database.ownerQuery(
    `update identity.session set proved_at = now() - interval '11 minutes' where account_id = $1`,
    [who.accountId],
  );
