import { createStore } from './store.ts';

export type Connection = 'online' | 'offline';

/** Whether the server answers, as the last call and the last probe saw it. */
export const connection = createStore<Connection>('online');

let probe: ReturnType<typeof setTimeout> | undefined;
let wait = 2_000;
export const serverAnswers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
const probeNow = async () => {
  probe = undefined;
  if (await serverAnswers()) {
    reportOnline();
    return;
  }
  wait = Math.min(wait * 1.6, 20_000);
  probe = setTimeout(probeNow, wait);
};

export function reportOnline(): void {
  if (probe) clearTimeout(probe);
  probe = undefined;
  wait = 2_000;
  connection.set('online');
}

/** Shows the banner and asks the server again, ever more rarely, until it answers. */
export function reportOffline(): void {
  connection.set('offline');
  probe ??= setTimeout(probeNow, wait);
}

/** Asks at once, for a person who presses "try again". */
export function probeConnection(): void {
  if (probe) clearTimeout(probe);
  void probeNow();
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', reportOffline);
  window.addEventListener('online', probeConnection);
}
