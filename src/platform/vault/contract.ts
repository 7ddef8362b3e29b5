import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const dataKey = z.object({
  id: z.uuid(),
  /** `slice.noun`. */
  purpose: z.string(),
  state: z.enum(['next', 'active', 'retired', 'destroyed']),
  madeAt: z.string(),
  retiredAt: z.string().nullable(),
  /** Values and files that stand under it. */
  sealed: z.number(),
});
export type DataKeyView = z.infer<typeof dataKey>;

const rotation = z.object({
  id: z.uuid(),
  requestedAt: z.string(),
  /** The moment in which the new keys began to seal; null before. */
  keysUsedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

const keys = z.object({
  /** The key that wraps all others: its fingerprint, and where it comes from. */
  root: z.object({
    // Sixteen bytes of a fingerprint in the shape of a UUID, of no version.
    id: z.guid(),
    source: z.enum(['file', 'environment', 'passphrase']),
    madeAt: z.string(),
  }),
  keys: z.array(dataKey),
  /** What does not stand under an active key, of all that is sealed. */
  remaining: z.number(),
  total: z.number(),
  /** The rotation under way, or the last one. */
  rotation: rotation.nullable(),
});
export type Keys = z.infer<typeof keys>;

export const listKeys = defineRoute({
  id: 'vault.listKeys',
  method: 'GET',
  url: '/api/vault/keys',
  summary: 'The keys of sealed values: their age and state, and what remains to be sealed anew',
  config: { permission: 'vault.key.read' },
  schema: { response: keys },
});

export const startRotation = defineRoute({
  id: 'vault.startRotation',
  method: 'POST',
  url: '/api/vault/rotations',
  summary: 'Make new data keys and seal everything anew under them, in the background',
  config: { permission: 'vault.key.rotate', audit: 'vault.rotation_started', stepUp: true },
  schema: { response: z.object({ id: z.uuid() }) },
});

export const destroyKey = defineRoute({
  id: 'vault.destroyKey',
  method: 'POST',
  url: '/api/vault/keys/:keyId/destroy',
  summary: 'End a retired data key for good, when nothing stands under it any more',
  config: { permission: 'vault.key.rotate', audit: 'vault.key_destroyed', stepUp: true },
  schema: {
    params: z.object({ keyId: z.uuid() }),
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
  },
});
