import type { Leaving } from '#platform/http/module.ts';
import type { Vault } from '#platform/vault/vault.ts';

export interface IdentityConfig {
  /** Address under which people reach this installation, for one-time links. */
  publicUrl: () => string;
  /** The one-time code printed at the first start; set-up needs it. */
  setUpCode: () => string;
  demonstration: boolean;
  /** Seals what a second factor is made of. */
  vault: Vault;
  /** Names of hosts in the own network on which providers of other sign-ins may lie. */
  providerHosts: readonly string[];
  /** What the other slices settle when somebody leaves. */
  leaving?: () => readonly Leaving[];
}

/** The one-time link to hand over. The secret stands behind '#', which browsers never send: it reaches no log and no proxy. */
export const linkOf = (config: IdentityConfig, made: { secret: string; expiresAt: Date }) => ({
  link: `${config.publicUrl()}/welcome#${made.secret}`,
  expiresAt: made.expiresAt.toISOString(),
});
