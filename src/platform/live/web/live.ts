import { connection } from '#platform/ui/connection.ts';
import { sessionExpiry } from '#platform/ui/session.tsx';
import { listenLive } from '../contract.ts';

/** What the server tells: something is new under a topic. Everything may be new under `*`. */
export interface LiveEvent {
  topic: string;
  ref?: string;
}

type Listener = (event: LiveEvent) => void;

const NAME = 'sojourn.live';
/** A burst of news leads to one question. */
const GATHER_MS = 150;
const LONGEST_WAIT_MS = 60_000;

const listeners = new Set<Listener>();
const gathered = new Map<string, LiveEvent>();
let timer: ReturnType<typeof setTimeout> | undefined;

function deliver(event: LiveEvent): void {
  gathered.set(`${event.topic} ${event.ref ?? ''}`, event);
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    const events = [...gathered.values()];
    gathered.clear();
    for (const one of events) for (const listener of listeners) listener(one);
  }, GATHER_MS);
}

/** The one connection of this browser; it lives in one tab, which passes on what it hears. */
function openSource(hear: (event: LiveEvent) => void): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = 2000;
  const start = () => {
    retry = undefined;
    if (sessionExpiry.get()) return;
    source = new EventSource(listenLive.url);
    source.onopen = () => {
      wait = 2000;
      hear({ topic: '*' });
    };
    source.onmessage = ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as LiveEvent);
    source.onerror = () => {
      // The browser tries a broken link again by itself; a refusal it takes as final.
      if (source?.readyState !== EventSource.CLOSED) return;
      source = undefined;
      // Whoever listens asks again, which tells whether the session has ended.
      hear({ topic: '*' });
      retry = setTimeout(start, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  const stop = () => {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  };
  const follow = () => {
    stop();
    if (!sessionExpiry.get()) start();
  };
  const online = connection.subscribe(() => {
    if (connection.get() === 'online' && !source) follow();
  });
  const signedIn = sessionExpiry.subscribe(follow);
  start();
  return () => {
    online();
    signedIn();
    stop();
  };
}

/** Waits for its turn to hold the connection; the tab that holds it passes on to the others. */
function join(): () => void {
  const leaving = new AbortController();
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return openSource(deliver);
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<LiveEvent>) => deliver(data);
  const hold = () =>
    new Promise<void>((done) => {
      const close = openSource((event) => {
        deliver(event);
        channel.postMessage(event);
      });
      const end = () => {
        close();
        done();
      };
      if (leaving.signal.aborted) end();
      else leaving.signal.addEventListener('abort', end);
    });
  navigator.locks.request(NAME, { signal: leaving.signal }, hold).catch(() => {
    // Left before its turn came.
  });
  return () => {
    leaving.abort();
    channel.close();
  };
}

let leave: (() => void) | undefined;

/** Hears every event until the returned function is called. The connection stands while anyone listens. */
export function followLive(listener: Listener): () => void {
  listeners.add(listener);
  leave ??= join();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    leave?.();
    leave = undefined;
  };
}
