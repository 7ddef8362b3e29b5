import { QueryClient } from '@tanstack/react-query';
import { worthRetrying } from '#platform/ui/call.ts';
import { connection } from '#platform/ui/connection.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: worthRetrying, networkMode: 'always' },
    mutations: { retry: false },
  },
});

/** When the server answers again, whatever failed meanwhile is asked again. */
connection.subscribe(() => {
  if (connection.get() === 'online') {
    void queries.refetchQueries({ predicate: (query) => query.state.status === 'error' });
  }
});
