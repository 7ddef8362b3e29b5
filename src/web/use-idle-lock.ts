import { useEffect } from 'react';
import { signOut } from '#platform/identity/contract.ts';
import { callOnce } from '#platform/ui/call.ts';
import { connection } from '#platform/ui/connection.ts';
import { lockAfterPreference } from '#platform/ui/preferences.ts';
import { sessionExpiry, signedInAgain, signInAgain } from '#platform/ui/session.tsx';
import { createStore, useStore } from '#platform/ui/store.ts';

const ACTIVE = 'sojourn.active';
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
    await callOnce(signOut, {});
  } catch {
    if (connection.get() === 'offline') return;
  }
  shared.write(LOCKED, String(Date.now()));
  hide();
}

export function useIdleLock(signedIn: boolean): boolean {
  const minutes = useStore(lockAfterPreference);
  const locked = useStore(lock);
  useEffect(() => {
    if (!signedIn || minutes === 0) return;
    let last = Date.now();
    shared.write(ACTIVE, String(last));
    const active = () => {
      if (lock.get() || Date.now() - last < LOOK_MS / 2) return;
      last = Date.now();
      shared.write(ACTIVE, String(last));
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
  }, [signedIn, minutes]);
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
