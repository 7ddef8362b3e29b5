import { Client } from 'pg';
import { rawQuery, type Tx } from '#platform/db/tx.ts';

const CHANNEL = 'sojourn_live';

/** A payload of NOTIFY must stay below 8000 bytes. */
export const tell = async (tx: Tx, payloads: readonly string[]): Promise<void> => {
  await rawQuery(tx, `select pg_notify('${CHANNEL}', p) from unnest($1::text[]) p`, [payloads]);
};

export const stillOpen = async (tx: Tx, sessions: readonly string[]): Promise<string[]> =>
  (await rawQuery<{ open: string[] }>(tx, 'select live.still_open($1) as open', [sessions]))[0]!.open;

/** One connection that hears what any server of this database tells. */
export interface Ear {
  /** Fails when the connection is gone, a half-open one included. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** @param onLost called once, when the connection breaks by itself */
export async function listen(
  url: string,
  onTold: (payload: string) => void,
  onLost: () => void,
): Promise<Ear> {
  const client = new Client({
    connectionString: url,
    application_name: 'sojourn live',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  let over = false;
  const lost = () => {
    if (over) return;
    over = true;
    onLost();
  };
  client.on('error', lost);
  client.on('end', lost);
  client.on('notification', ({ payload }) => payload && onTold(payload));
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    over = true;
    client.end().catch(() => {});
    throw error;
  }
  return {
    async check() {
      try {
        await client.query('select');
      } catch {
        lost();
        client.end().catch(() => {});
      }
    },
    async close() {
      over = true;
      await client.end();
    },
  };
}
