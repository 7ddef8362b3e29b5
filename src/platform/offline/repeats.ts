import { randomUUID } from 'node:crypto';
import { Problem } from '#platform/http/problem.ts';
import type { Repeats } from '#platform/http/repeats.ts';
import { openText, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { answerColumn } from './sealed.ts';
import { findAnswer, insertAnswer } from './store.ts';

/** Answers to writes, sealed, each visible to its account alone. */
export const createRepeats = (vault: Vault): Repeats => ({
  async find(tx, { key, route, requestHash }) {
    const found = await findAnswer(tx, key);
    if (!found) return undefined;
    if (found.route !== route || !found.request_hash.equals(requestHash)) {
      throw new Problem(422, 'http.key_reused', {
        detail: 'This Idempotency-Key already stands for another write.',
      });
    }
    const sealed = found.body_sealed;
    return { status: found.status, body: sealed && openText(vault, answerColumn, found.id, sealed) };
  },
  keep: (tx, { key, route, requestHash }, { status, body }) => {
    const id = randomUUID();
    return insertAnswer(tx, key, {
      id,
      route,
      request_hash: requestHash,
      status,
      body_sealed: body === null ? null : sealText(vault, answerColumn, id, body),
    });
  },
});
