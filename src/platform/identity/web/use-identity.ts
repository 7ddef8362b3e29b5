import { CallError } from '@sojourn/route-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callOnce, isCut, queryKey } from '#platform/ui/call.ts';
import { readStored, writeStored } from '#platform/ui/store.ts';
import { getMe, type Me as Identity, signOut } from '../contract.ts';

const key = queryKey(getMe);

/** Somebody left here while no server could hear of it: their session is still there. */
const OWED = 'sojourn.left';

export const oweEnd = (): void => void writeStored(OWED, true);
/** Somebody signed in since: the session is another. */
const forgetOwedEnd = (): void => void writeStored(OWED, undefined);

/** Where the session of this page ends besides here; told when it ends, which a locked screen has done already. */
let elsewhere: string | null = null;

/** Ends the session of this page on the server. */
export async function endSession(): Promise<void> {
  ({ elsewhere } = await callOnce(signOut, {}));
}

/**
 * Signs out and leaves nothing of one person behind for the next at the same device, here or where they signed in; without
 * a link the session ends at the first word with the server.
 */
export async function leave(): Promise<void> {
  await endSession().catch((error: unknown) => {
    if (isCut(error)) oweEnd();
  });
  window.location.assign(elsewhere ?? '/');
}

/**
 * Ends a session that was left without a link, before anybody is asked who is there. Without one it still waits: then only
 * the open store of this device says who is there.
 * @throws CallError where the server hears of it and does not do it
 */
async function endLate(): Promise<void> {
  if (!readStored(OWED, false)) return;
  try {
    await callOnce(signOut, {});
  } catch (error) {
    if (isCut(error)) return;
    if (!(error instanceof CallError && error.status === 401)) throw error;
  }
  forgetOwedEnd();
}

async function whoIsThere(signal: AbortSignal): Promise<Identity> {
  await endLate();
  return callOnce(getMe, {}, signal);
}

/** Who is signed in, as the server says; asked once and again when the window returns to the front. */
export const useIdentity = () =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => whoIsThere(signal), staleTime: 60_000 });

/** Takes over a fresh answer of sign-in, set-up or profile. */
export function useTakeIdentity(): (identity: Identity) => void {
  const queries = useQueryClient();
  return useCallback(
    (identity) => {
      forgetOwedEnd();
      queries.setQueryData(key, identity);
    },
    [queries],
  );
}
