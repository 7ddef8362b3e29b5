import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callOnce, queryKey } from '#platform/ui/call.ts';
import { getMe, type Me as Identity } from '../contract.ts';

const key = queryKey(getMe);

/** Who is signed in, as the server says; asked once and again when the window returns to the front. */
export const useIdentity = () =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => callOnce(getMe, {}, signal), staleTime: 60_000 });

/** Takes over a fresh answer of sign-in, set-up or profile. */
export function useTakeIdentity(): (identity: Identity) => void {
  const queries = useQueryClient();
  return useCallback((identity) => queries.setQueryData(key, identity), [queries]);
}
