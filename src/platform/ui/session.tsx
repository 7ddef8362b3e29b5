import { createContext, type ReactNode, useContext } from 'react';
import type { Account, Me as Identity } from '../identity/contract.ts';
import { operationPreference } from './preferences.ts';
import { createStore, useStore } from './store.ts';

/** Who is signed in and what the frame needs to know of them. Permissions here are hints: the server decides. */
export type Me = Identity & { account: Account };
export type OperationRef = Me['operations'][number];

const MeContext = createContext<Me | null>(null);

export const MeProvider = (props: { me: Me; children: ReactNode }) => (
  <MeContext value={props.me}>{props.children}</MeContext>
);

/** The signed-in person. Only inside the frame; public pages have none. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the signed-in frame');
  return me;
}

/** `signed-in` is everybody; a list means any of them. */
export const may = (me: Me, permission: string | readonly string[] | undefined): boolean =>
  permission === undefined ||
  [permission].flat().some((code) => code === 'signed-in' || me.permissions.includes(code));

/** Whether the signed-in person holds a permission anywhere; hides what the server would refuse. */
export const useMay = (permission: string | readonly string[] | undefined): boolean =>
  may(useMe(), permission);

/** The operation chosen in the top bar, or null for all. */
export function useOperation(): OperationRef | null {
  const { operations } = useMe();
  const id = useStore(operationPreference);
  return operations.find((one) => one.id === id) ?? null;
}

interface Expiry {
  promise: Promise<void>;
  resolve: () => void;
}

/** Set while the session has ended under an open page; the frame then asks for the password over that page. */
export const sessionExpiry = createStore<Expiry | null>(null);

/** Waits until the person signed in again. Every call that was refused meanwhile shares one question. */
export function signInAgain(): Promise<void> {
  const waiting = sessionExpiry.get();
  if (waiting) return waiting.promise;
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  sessionExpiry.set({ promise, resolve });
  return promise;
}

/** Called by the sign-in screen: lets the waiting calls go on. */
export function signedInAgain(): void {
  sessionExpiry.get()?.resolve();
  sessionExpiry.set(null);
}

/** `step-up`: prove again who sits there; `second-factor`: set up the one that a role requires. */
export type ProofKind = 'step-up' | 'second-factor';

interface AskedProof {
  promise: Promise<boolean>;
  resolve: (given: boolean) => void;
}

/** Set while calls wait for a proof; the frame then asks for it over the open page. Setting one up may need the other. */
export const proofsAsked = createStore<Partial<Record<ProofKind, AskedProof>>>({});

/** Waits for the proof; false when the person would rather not. Every call that was refused meanwhile shares one question. */
export function askProof(kind: ProofKind): Promise<boolean> {
  const waiting = proofsAsked.get()[kind];
  if (waiting) return waiting.promise;
  let resolve: (given: boolean) => void = () => {};
  const promise = new Promise<boolean>((done) => {
    resolve = done;
  });
  proofsAsked.set({ ...proofsAsked.get(), [kind]: { promise, resolve } });
  return promise;
}

/** Called by the question: lets the waiting calls go on, or fail. */
export function answerProof(kind: ProofKind, given: boolean): void {
  const { [kind]: answered, ...others } = proofsAsked.get();
  proofsAsked.set(others);
  answered?.resolve(given);
}
