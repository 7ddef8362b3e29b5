import type { Readable } from 'node:stream';
import type { Db } from '#platform/db/tx.ts';
import { createPages, type Listener } from './pages.ts';
import { type Ear, listen, stillOpen } from './store.ts';

const BEAT_MS = 15_000;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

interface Told {
  to?: string[];
  topic?: string;
  ref?: string;
  endSession?: string;
  endAccount?: string;
}

interface Source {
  /** Connection string of the application's role. */
  url: string;
  db: Db;
  beatMs?: number;
}

export interface LiveHub {
  /** Begins to hear what is told; goes on through restarts of the database. */
  connect(source: Source): Promise<void>;
  /** A page of a session: the text of its event stream. @throws Problem 429 when the session has too many */
  open(who: Listener): Readable;
  /** Ends the pages whose session no longer holds. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Told to a page that it may have missed something. */
const EVERYTHING = { topic: '*' };

const serverActor = { accountId: null, kind: 'job', permissions: null, requestId: 'live' } as const;

/** The open pages of this server process. Without `connect` it opens pages and hears nothing. */
export function createLiveHub(): LiveHub {
  const pages = createPages();
  let db: Db | undefined;
  let hearing: { beat(): void; close(): Promise<void> } | undefined;
  let beats: NodeJS.Timeout | undefined;

  const hear = (payload: string) => {
    const { to, topic, ref, endSession, endAccount } = JSON.parse(payload) as Told;
    if (endSession) pages.end((who) => who.sessionId === endSession);
    if (endAccount) pages.end((who) => who.accountId === endAccount);
    if (to && topic) pages.tell(ref ? { topic, ref } : { topic }, (who) => to.includes(who.accountId));
  };
  const check = async () => {
    const sessions = pages.sessions();
    if (!db || sessions.length === 0) return;
    const open = new Set(await db.withActor(serverActor, (tx) => stillOpen(tx, sessions)));
    pages.end((who) => sessions.includes(who.sessionId) && !open.has(who.sessionId));
  };
  // What was told while the connection was down is lost, ends of sessions included.
  const heardAgain = () => {
    pages.tell(EVERYTHING);
    check().catch(() => {});
  };
  return {
    async connect(source) {
      db = source.db;
      hearing = await keepHearing(source.url, hear, heardAgain);
      beats = setInterval(() => {
        pages.beat();
        hearing?.beat();
        // While the database is away nothing is told either; the next beat asks again.
        check().catch(() => {});
      }, source.beatMs ?? BEAT_MS).unref();
    },
    open: pages.open,
    check,
    async close() {
      clearInterval(beats);
      pages.end(() => true);
      await hearing?.close();
    },
  };
}

/** One connection that hears; opened again, ever more slowly, when it breaks. */
async function keepHearing(url: string, hear: (payload: string) => void, heardAgain: () => void) {
  let ear: Ear | undefined;
  let closed = false;
  let pause = SHORTEST_PAUSE_MS;
  const again = async () => {
    if (closed) return;
    try {
      const fresh = await listen(url, hear, lost);
      if (closed) return void (await fresh.close());
      ear = fresh;
      pause = SHORTEST_PAUSE_MS;
      heardAgain();
    } catch {
      lost();
    }
  };
  const lost = () => {
    ear = undefined;
    setTimeout(() => void again(), pause).unref();
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  ear = await listen(url, hear, lost);
  return {
    beat: () => void ear?.check(),
    async close() {
      closed = true;
      await ear?.close().catch(() => {});
    },
  };
}
