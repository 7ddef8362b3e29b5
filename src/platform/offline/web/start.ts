import type { QueryClient } from '@tanstack/react-query';
import { getMe, type Me as Identity } from '#platform/identity/contract.ts';
import { refresh } from '#platform/ui/call.ts';
import { connection } from '#platform/ui/connection.ts';
import { setOfflinePort } from '#platform/ui/offline-port.ts';
import { dropOldAnswers, findAnswer, keepAnswer, type Waiting } from './kept.ts';
import { hearOfStores, openStore, opensOffline } from './local-store.ts';
import { localStore } from './opened.ts';
import { addWaiting, sendWaiting } from './outbox.ts';
import { storeScreens } from './store-screens.ts';

const HEAR_MS = 5 * 60_000;
const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

/** Only an account that chose to work without a link leaves answers and writes on the device. */
const works = (): boolean => {
  const store = localStore.get();
  return store !== null && opensOffline(store.accountId);
};

setOfflinePort({
  keep: (route, input, answer) => {
    if (works()) quietly(keepAnswer(route, input, answer));
  },
  find: async (route, input) => (works() ? findAnswer(route, input).catch(() => undefined) : undefined),
  queue: async (route, input, key) => {
    if (!works()) return false;
    return addWaiting(route, (input ?? {}) as Waiting['input'], key).then(
      () => true,
      () => false,
    );
  },
});

/** Who is signed in, for the next start without a link. */
export function keepMe(me: Identity): void {
  const keep = () => {
    if (localStore.get()?.accountId === me.account?.id && works()) quietly(keepAnswer(getMe, {}, me));
  };
  quietly(openStore(me.account?.id ?? '').then(keep));
}

/**
 * While somebody is signed in: opens their store, asks now and then whether it may stay, and sends what waits as soon as
 * there is a link.
 * @returns ends all of it; the store stays open
 */
export function startOffline(accountId: string, queries: QueryClient): () => void {
  const send = () => {
    if (connection.get() === 'offline' || !localStore.get()) return;
    quietly(sendWaiting().then((slices) => (slices.length > 0 ? refresh(queries, slices) : undefined)));
  };
  const hear = () => {
    if (connection.get() === 'online')
      quietly(
        hearOfStores()
          .then(() => openStore(accountId))
          .then(send),
      );
  };
  quietly(openStore(accountId).then(() => dropOldAnswers()));
  // The browser may have made room, or another release come, since the person chose to have them all.
  if (opensOffline(accountId)) quietly(storeScreens());
  hear();
  const timer = setInterval(hear, HEAR_MS);
  const forget = connection.subscribe(hear);
  return () => {
    clearInterval(timer);
    forget();
  };
}
