import { randomBytes, randomUUID } from 'node:crypto';
import type { DataKey, KeyRing } from '../ring.ts';
import { createVault, type Vault } from '../vault.ts';
import { VaultProblem } from '../vault-problem.ts';

export interface MemoryVault extends Vault {
  /** Puts a new key in the place of the active one; the old one goes on opening. */
  newKey(purpose: string): string;
}

/** The real vault over keys of the moment, one for each purpose that is asked for: for tests that need no key table. */
export function memoryVault(): MemoryVault {
  const keys = new Map<string, DataKey>();
  const active = new Map<string, DataKey>();
  const make = (purpose: string): DataKey => {
    const key = { id: randomUUID(), purpose, secret: randomBytes(32) };
    keys.set(key.id, key);
    active.set(purpose, key);
    return key;
  };
  const ring: KeyRing = {
    active: (purpose) => active.get(purpose) ?? make(purpose),
    byId(id) {
      const key = keys.get(id);
      if (key) return key;
      throw new VaultProblem('unknown_key', 'There is no such key.');
    },
  };
  return { ...createVault(ring), newKey: (purpose) => make(purpose).id };
}
