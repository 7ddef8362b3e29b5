import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Channel } from '../domain/plan.ts';

export interface HealthRow {
  channel: Channel;
  state: 'waiting' | 'sending' | 'sent' | 'refused' | 'given_up' | 'dropped';
  reason: string | null;
  n: number;
  oldest: Date;
}

export const readHealth = (tx: Tx): Promise<HealthRow[]> =>
  rawQuery<HealthRow>(tx, 'select * from notify.health()');

export const retry = async (tx: Tx, channel: Channel, now: Date): Promise<number> =>
  (await rawQuery<{ again: number }>(tx, 'select notify.retry($1, $2) as again', [channel, now]))[0]!.again;
