import { useEffect } from 'react';
import { getMe } from '#platform/identity/contract.ts';
import { endSession, oweEnd } from '#platform/identity/web/use-identity.ts';
import { someoneOpensOffline } from '#platform/offline/web/opened.ts';
import { callOnce } from '#platform/ui/call.ts';
import { connection } from '#platform/ui/connection.ts';
import { lockAfterPreference } from '#platform/ui/preferences.ts';
import { sessionExpiry, signedInAgain, signInAgain } from '#platform/ui/session.tsx';
import { createStore, useStore } from '#platform/ui/store.ts';

const ACTIVE = 'sojourn.active';
const KEPT = 'sojourn.kept';
const LOCKED = 'sojourn.locked';
const LOOK_MS = 10_000;
const MINUTE_MS = 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** The page is hidden and asks for the password; all that was typed stands below it. */
const lock = createStore(false);

/** Storage that all tabs of the browser share; a closed one locks this tab alone. */
const shared = {
  read: (key: string): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write: (key: string, value: string | null): void => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Nothing is shared then.
    }
  },
};

function hide(): void {
  lock.set(true);
  void signInAgain();
}

/** Ends the lock of every tab. */
export function unlock(): void {
  shared.write(ACTIVE, String(Date.now()));
  shared.write(LOCKED, null);
  lock.set(false);
  signedInAgain();
}

/**
 * Locks when nobody touched any tab for the time that the person set. The session ends on the server, so that loading
 * the page anew does not open it. Without a link nobody could unlock: a record half filled in the field stays open.
 */
async function lockNow(): Promise<void> {
  try {
    await endSession();
  } catch {
    if (connection.get() === 'offline') {
      // What this device keeps opens again by its passphrase; what was typed lies there already.
      if (!someoneOpensOffline()) return;
      oweEnd();
      window.location.reload();
      return;
    }
  }
  shared.write(LOCKED, String(Date.now()));
  hide();
}

/** Somebody who types a long answer makes no call: one of the tabs tells the server now and then that they are there. */
function keepSession(limitMs: number): void {
  if (Date.now() - Number(shared.read(KEPT) ?? 0) < Math.min(limitMs / 3, 5 * MINUTE_MS)) return;
  shared.write(KEPT, String(Date.now()));
  callOnce(getMe, {}).catch(() => undefined);
}

/** Minutes until an untouched screen locks: what the person chose for this device, and never more than their roles allow. */
const lockMinutes = (chosen: number, allowed: number): number =>
  chosen === 0 ? allowed : Math.min(chosen, allowed);

/** `allowed`: minutes that the session may stand idle, by the strictest role of the person; null when nobody is signed in. */
export function useIdleLock(allowed: number | null): boolean {
  const chosen = useStore(lockAfterPreference);
  const locked = useStore(lock);
  const signedIn = allowed !== null;
  const minutes = lockMinutes(chosen, allowed ?? 0);
  useEffect(() => {
    if (allowed === null) return;
    let last = Date.now();
    shared.write(ACTIVE, String(last));
    const active = () => {
      if (lock.get() || Date.now() - last < LOOK_MS / 2) return;
      last = Date.now();
      shared.write(ACTIVE, String(last));
      keepSession(allowed * MINUTE_MS);
    };
    const look = setInterval(() => {
      const newest = Math.max(last, Number(shared.read(ACTIVE) ?? 0));
      if (!lock.get() && !sessionExpiry.get() && Date.now() - newest >= minutes * MINUTE_MS) void lockNow();
    }, LOOK_MS);
    for (const sign of SIGNS) window.addEventListener(sign, active, { passive: true });
    return () => {
      clearInterval(look);
      for (const sign of SIGNS) window.removeEventListener(sign, active);
    };
  }, [allowed, minutes]);
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key !== LOCKED || !signedIn) return;
      if (newValue) hide();
      else if (lock.get()) unlock();
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [signedIn]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-locked', locked);
  }, [locked]);
  return locked;
}
