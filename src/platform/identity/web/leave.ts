import { callOnce } from '#platform/ui/call.ts';
import { signOut } from '../contract.ts';

/** Where the session of this page ends besides here; told when it ends, which a locked screen has done already. */
let elsewhere: string | null = null;

/** Ends the session of this page on the server. */
export async function endSession(): Promise<void> {
  ({ elsewhere } = await callOnce(signOut, {}));
}

/** Signs out and leaves nothing of one person behind for the next at the same device, here or where they signed in. */
export async function leave(): Promise<void> {
  await endSession().catch(() => undefined);
  window.location.assign(elsewhere ?? '/');
}
