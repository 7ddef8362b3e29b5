import { createStore, type Store } from '#platform/ui/store.ts';

/** Another tab that holds the draft answers well within this; one that sleeps yields when it wakes. */
const ANSWER_MS = 200;
/** Its last keystrokes are on their way to the database. */
const SETTLE_MS = 3000;

interface Message {
  key: string;
  from: string;
  kind: 'who' | 'mine' | 'give' | 'given';
}

/** Who of several tabs writes to a draft: one at a time. */
export interface Hold {
  readonly state: Store<'mine' | 'elsewhere'>;
  /** Makes the other tab write its last and yield; then this one may open the draft anew. */
  take(): Promise<void>;
  /** What is written is waited for before this tab yields. */
  settles(settled: () => Promise<unknown>): void;
  release(): void;
}

type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  onmessage: ((event: MessageEvent<Message>) => void) | null;
};

const openChannel = (): Channel | undefined =>
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('sojourn-draft');

/** Asks the other tabs whether one of them has this draft open. A browser that cannot ask lets everybody write. */
export async function holdDraft(
  key: string,
  from: string,
  channel: Channel | undefined = openChannel(),
): Promise<Hold> {
  const state = createStore<'mine' | 'elsewhere'>('mine');
  let settled: () => Promise<unknown> = () => Promise.resolve();
  let heard: ((kind: Message['kind']) => void) | undefined;
  let asking = true;
  const say = (kind: Message['kind']) => channel?.postMessage({ key, from, kind } satisfies Message);
  const yieldHold = (): void => {
    state.set('elsewhere');
    void settled().finally(() => say('given'));
  };
  const answer = (kind: Message['kind']): void => {
    heard?.(kind);
    if (asking || state.get() !== 'mine') return;
    if (kind === 'who') say('mine');
    // Somebody else began to write while this tab slept.
    else if (kind === 'give' || kind === 'mine') yieldHold();
  };
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.key === key && data.from !== from) answer(data.kind);
    };
  }
  const hear = (wanted: Message['kind'], within: number): Promise<boolean> =>
    new Promise((resolve) => {
      const end = setTimeout(() => done(false), within);
      const done = (found: boolean) => {
        clearTimeout(end);
        heard = undefined;
        resolve(found);
      };
      heard = (kind) => kind === wanted && done(true);
    });
  if (channel) {
    const mine = hear('mine', ANSWER_MS);
    say('who');
    if (await mine) state.set('elsewhere');
    else say('mine');
  }
  asking = false;
  return {
    state,
    settles: (next) => {
      settled = next;
    },
    take: async () => {
      const given = hear('given', SETTLE_MS);
      say('give');
      await given;
      state.set('mine');
      say('mine');
    },
    release: () => channel?.close(),
  };
}
