import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refresh } from '#platform/ui/call.ts';
import { connection } from '#platform/ui/connection.ts';
import { useStore } from '#platform/ui/store.ts';
import { emptyOutbox } from '../draft/outbox.ts';

/** Sends what waits on this device: when the screen opens, and whenever the link comes back. */
export function useOutbox(accountId: string): void {
  const queries = useQueryClient();
  const state = useStore(connection);
  useEffect(() => {
    if (state === 'offline') return;
    void emptyOutbox(accountId)
      .then((arrived) => (arrived > 0 ? refresh(queries, ['forms', 'displacement']) : undefined))
      .catch(() => undefined);
  }, [state, accountId, queries]);
}
