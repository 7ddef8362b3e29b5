import type { Transform } from 'node:stream';
import type { KeyRing } from './ring.ts';
import { idText } from './seal/context.ts';
import { openingStream, openPart, type SealedSource, STREAM_VERSION, sealingStream } from './seal/stream.ts';
import { openValue, sealValue, VALUE_VERSION } from './seal/value.ts';

/**
 * Seals and opens what may not lie in the clear in database, files and backups. Every sealed value names its key; it opens
 * only for the same purpose and binding. Synchronous: the data keys are in memory. A purpose is declared by a slice
 * (`SliceManifest.sealed` or `.sealedStores`), else `seal` throws VaultProblem `unknown_purpose`.
 */
export interface Vault {
  /** 49 bytes longer than the plaintext. */
  seal(purpose: string, binding: string, plaintext: Uint8Array): Buffer;
  /** @throws VaultProblem `does_not_open`, `unknown_key` */
  open(purpose: string, binding: string, sealed: Uint8Array): Buffer;
  /** Takes content, gives sealed bytes; memory stays at one segment of 64 KiB. */
  sealStream(purpose: string, binding: string): Transform;
  /** Takes sealed bytes, gives content that was proved; what was given before a failure is sound but not all. */
  openStream(purpose: string, binding: string): Transform;
  /** The content from `start` up to, not including, `end`, read from there. */
  openPart(
    purpose: string,
    binding: string,
    source: SealedSource,
    part: { start: number; end: number },
  ): AsyncGenerator<Buffer, void, undefined>;
  /** Id of the key that seals now. */
  activeKeyId(purpose: string): string;
}

/** Id of the key that a sealed value or stream names; undefined where the bytes are neither. */
export function keyIdOf(sealed: Uint8Array): string | undefined {
  if (sealed.length < 17 || (sealed[0] !== VALUE_VERSION && sealed[0] !== STREAM_VERSION)) return undefined;
  return idText(Buffer.from(sealed.subarray(1, 17)));
}

export function createVault(ring: KeyRing): Vault {
  return {
    seal: (purpose, binding, plaintext) => sealValue(ring.active(purpose), binding, plaintext),
    open: (purpose, binding, sealed) => openValue(ring, purpose, binding, sealed),
    sealStream: (purpose, binding) => sealingStream(ring.active(purpose), binding),
    openStream: (purpose, binding) => openingStream(ring, purpose, binding),
    openPart: (purpose, binding, source, { start, end }) =>
      openPart({ ring, purpose, binding }, source, start, end),
    activeKeyId: (purpose) => ring.active(purpose).id,
  };
}
