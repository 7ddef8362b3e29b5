import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Tx } from '#platform/db/tx.ts';
import type { Binding } from './binding.ts';
import { Problem } from './problem.ts';

/** A write that carries the key under which its sender will repeat it. */
export interface KeyedWrite {
  /** UUID of the sender's choice, once for each write. */
  readonly key: string;
  readonly route: string;
  /** SHA-256 of address and body: the same key never stands for another write. */
  readonly requestHash: Buffer;
}

/** What such a write was answered. */
export interface KeptAnswer {
  readonly status: number;
  /** JSON; null where the answer has no body. */
  readonly body: string | null;
}

/** Remembers answers by key and account, each in the transaction of its write. */
export interface Repeats {
  /** @throws Problem 422 `http.key_reused` when the key stands for another write */
  find(tx: Tx, write: KeyedWrite): Promise<KeptAnswer | undefined>;
  /** False when a repetition that ran beside this one was the first to end: this one must be undone. */
  keep(tx: Tx, write: KeyedWrite, answer: KeptAnswer): Promise<boolean>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The key of a write (`Idempotency-Key` of the IETF draft), where the route may be repeated: one that answers with a
 * secret (`stepUp`), a stream or somebody without an account has no answer to keep.
 * @throws Problem 400 `http.bad_key`
 */
export function keyedWrite(request: FastifyRequest, { route }: Binding): KeyedWrite | undefined {
  const given = request.headers['idempotency-key'];
  const { raw, stepUp, permission } = route.config;
  if (given === undefined || route.method === 'GET' || route.method === 'HEAD') return undefined;
  if (raw || stepUp || permission === 'public') return undefined;
  // The draft writes a quoted string; most senders leave the quotes out.
  const key = String(given).replace(/^"(.*)"$/, '$1');
  if (!UUID.test(key)) {
    throw new Problem(400, 'http.bad_key', { detail: 'The Idempotency-Key must be a UUID.' });
  }
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${textOf(request.body)}`)
    .digest();
  return { key: key.toLowerCase(), route: route.id, requestHash };
}

/** What was parsed need not be writable again: a body of a million brackets is read without recursion. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body ?? null);
  } catch {
    throw new Problem(400, 'http.bad_request', { detail: 'The body is nested too deep.' });
  }
}

/** Thrown to undo a write whose repetition was answered meanwhile. */
export class AnsweredMeanwhile extends Error {}
