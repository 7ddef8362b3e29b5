import type { Tx } from '#platform/db/tx.ts';
import { tell } from './store.ts';

/** What open pages are told: that there is something new under a topic, never what. */
export interface LiveNews {
  /** `slice.noun`, such as `notify.notice` or `jobs.run`. */
  topic: string;
  /** Identifier of the record concerned, so that only pages which show it ask again. A UUID and nothing else. */
  ref?: string;
}

/** With 36 characters each far below the 8000 bytes of a payload. */
const ACCOUNTS_A_PAYLOAD = 150;
const TOPIC = /^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Tells the open pages of these people, on every server of this database, once the transaction has committed; never when
 * it rolls back. Pages ask for the news itself by their own routes and rights. Whoever has no page open is not told.
 * @throws TypeError for a topic or reference of another shape: nothing that was typed by people travels this way
 */
export async function publish(tx: Tx, accountIds: readonly string[], news: LiveNews): Promise<void> {
  if (!TOPIC.test(news.topic)) throw new TypeError('A live topic is named slice.noun.');
  if (news.ref !== undefined && !UUID.test(news.ref)) throw new TypeError('A live reference is a UUID.');
  const accounts = [...new Set(accountIds)];
  const payloads: string[] = [];
  for (let at = 0; at < accounts.length; at += ACCOUNTS_A_PAYLOAD) {
    const to = accounts.slice(at, at + ACCOUNTS_A_PAYLOAD);
    payloads.push(JSON.stringify({ to, topic: news.topic, ...(news.ref ? { ref: news.ref } : {}) }));
  }
  if (payloads.length > 0) await tell(tx, payloads);
}
