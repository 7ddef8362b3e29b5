import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { localEntries } from '#platform/offline/web/opened.ts';
import type { Me } from '#platform/ui/session.tsx';

/** While somebody is signed in, this device may keep things for them; loaded after the first screen stands. */
export function useOffline(me: Me | null, expired: boolean): void {
  const queries = useQueryClient();
  const accountId = me?.account.id;
  useEffect(() => {
    // Signed in or not: what was revoked goes at the first contact.
    if (Object.keys(localEntries()).length === 0) return;
    void import('#platform/offline/web/local-store.ts')
      .then(({ hearOfStores }) => hearOfStores())
      .catch(() => undefined);
  }, []);
  useEffect(() => {
    if (!accountId || expired) return;
    let gone = false;
    let end = () => {};
    void import('#platform/offline/web/start.ts').then(({ startOffline }) => {
      if (!gone) end = startOffline(accountId, queries);
    });
    return () => {
      gone = true;
      end();
    };
  }, [accountId, expired, queries]);
  useEffect(() => {
    if (me && !expired) void import('#platform/offline/web/start.ts').then(({ keepMe }) => keepMe(me));
  }, [me, expired]);
}
