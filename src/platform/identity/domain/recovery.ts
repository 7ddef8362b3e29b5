import type { Recovery } from '../contract/recovery.ts';

export interface RecoveryFacts {
  accountId: string;
  requestedBy: string;
  /** The one who asked still works here. */
  requesterActive: boolean;
  alone: boolean;
  expiresAt: Date;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

export function recoveryState(facts: RecoveryFacts, now: Date): Recovery['state'] {
  if (facts.confirmedAt) return 'confirmed';
  if (facts.withdrawnAt) return facts.withdrawnBy ? 'withdrawn' : 'expired';
  return facts.expiresAt > now ? 'open' : 'expired';
}

/** Why this administrator may not confirm the request; undefined when they may. */
export function confirmRefusal(
  facts: RecoveryFacts,
  actorId: string,
  now: Date,
): 'own_request' | 'of_self' | 'ended' | 'expired' | 'requester_gone' | undefined {
  const state = recoveryState(facts, now);
  if (state === 'expired') return 'expired';
  if (state !== 'open') return 'ended';
  if (facts.accountId === actorId) return 'of_self';
  if (facts.requestedBy === actorId && !facts.alone) return 'own_request';
  return facts.requesterActive ? undefined : 'requester_gone';
}

const DAY = 86_400_000;

/** From when a changed rule holds: one that asks less than the present one is announced a day before. */
export const ruleHoldsFrom = (
  present: { administrators: number },
  next: { administrators: number },
  now: Date,
): Date => (next.administrators < present.administrators ? new Date(now.getTime() + DAY) : now);
