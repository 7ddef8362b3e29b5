import { useMantineColorScheme } from '@mantine/core';
import { Outlet, useMatches } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Account, Me as Identity } from '#platform/identity/contract.ts';
import { useIdentity, useTakeIdentity } from '#platform/identity/web/use-identity.ts';
import { someoneOpensOffline } from '#platform/offline/web/opened.ts';
import { isCut, speakAs } from '#platform/ui/call.ts';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { useGo } from '#platform/ui/link.tsx';
import { languagePreference } from '#platform/ui/preferences.ts';
import { answerProof, type Me, MeProvider, proofsAsked, sessionExpiry } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import { Frame } from './frame/frame.tsx';
import { Forbidden, StartProblem } from './frame/screens.tsx';
import { Splash } from './frame/splash.tsx';
import type { ScreenData } from './screen-data.ts';
import { unlock, useIdleLock } from './use-idle-lock.ts';
import { useOffline } from './use-offline.ts';

const SignIn = lazyPart(() =>
  import('#platform/identity/web/sign-in.tsx').then(({ SignIn }) => ({ default: SignIn })),
);
const SetUp = lazyPart(() =>
  import('#platform/identity/web/set-up.tsx').then(({ SetUp }) => ({ default: SetUp })),
);
const SignInAgain = lazyPart(() =>
  import('#platform/identity/web/sign-in-again.tsx').then(({ SignInAgain }) => ({ default: SignInAgain })),
);
const StepUp = lazyPart(() =>
  import('#platform/identity/web/step-up.tsx').then(({ StepUp }) => ({ default: StepUp })),
);
const Unlock = lazyPart(() =>
  import('#platform/offline/web/unlock.tsx').then(({ Unlock }) => ({ default: Unlock })),
);
const OwedFactor = lazyPart(() =>
  import('#platform/identity/web/owed-factor.tsx').then(({ OwedFactor }) => ({ default: OwedFactor })),
);

/** Until the first answer of the server tells: the strictest default. */
const DEFAULT_IDLE_MINUTES = 30;

/** Decides what stands around a screen: nothing, the sign-in, the first set-up or the frame. */
export function Root() {
  const { frame, permission } = (useMatches().at(-1)?.staticData ?? {}) as Partial<ScreenData>;
  const identity = useIdentity();
  const take = useTakeIdentity();
  const go = useGo();
  const expired = useStore(sessionExpiry);
  useAccountPreferences(identity.data?.account);
  const known = useKnown(identity.data, expired !== null);
  const locked = useIdleLock(known && (known.session?.idleMinutes ?? DEFAULT_IDLE_MINUTES));

  useOffline(known, expired !== null);
  const asked = useStore(proofsAsked);
  const owed = useOwedFactor(known, Boolean(asked['second-factor']));

  const isAnother = useOnePerson(known?.account.id);

  if (frame === 'public') return <Outlet />;
  if (isAnother) return <Splash />;
  if (!identity.data) {
    if (identity.error && isCut(identity.error) && someoneOpensOffline()) {
      return (
        <Suspense fallback={<Splash />}>
          <Unlock onDone={() => void identity.refetch()} />
        </Suspense>
      );
    }
    return identity.error ? (
      <StartProblem error={identity.error} onRetry={() => void identity.refetch()} />
    ) : (
      <Splash />
    );
  }
  if (identity.data.setUpNeeded) {
    return (
      <Suspense fallback={<Splash />}>
        <SetUp
          onDone={(answer) => {
            take(answer);
            go('/', { replace: true });
          }}
        />
      </Suspense>
    );
  }
  if (!known) {
    return (
      <Suspense fallback={<Splash />}>
        <SignIn identity={identity.data} onDone={take} />
      </Suspense>
    );
  }
  const questions = (
    <>
      {owed.at && (
        <Suspense fallback={<Splash />}>
          <OwedFactor
            over={owed.at === 'over'}
            onDone={(answer) => {
              owed.settle();
              take(answer);
              answerProof('second-factor', true);
            }}
          />
        </Suspense>
      )}
      {asked['step-up'] && (
        <Suspense fallback={null}>
          <StepUp me={known} onDone={(given) => answerProof('step-up', given)} />
        </Suspense>
      )}
      {expired && (
        <Suspense fallback={null}>
          <SignInAgain
            me={known}
            locked={locked}
            onDone={(answer) => {
              take(answer);
              unlock();
            }}
          />
        </Suspense>
      )}
    </>
  );
  if (owed.at === 'page') return questions;
  return (
    <MeProvider me={known}>
      {frame === 'bare' ? (
        <Outlet />
      ) : (
        <Frame>
          <Forbidden permission={permission}>
            <Outlet />
          </Forbidden>
        </Frame>
      )}
      {questions}
    </MeProvider>
  );
}

/**
 * Whether a second factor has to be set up first, and where: on a page of its own, or over the page that stands open. It
 * stays until it is settled, whatever is read meanwhile: the recovery codes are shown after the factor works.
 */
function useOwedFactor(known: Me | null, asked: boolean) {
  const [at, setAt] = useState<'page' | 'over' | null>(null);
  const [settled, setSettled] = useState(false);
  const framed = useRef(false);
  const owes = known !== null && (known.secondFactorDue || asked);
  if (owes && at === null) setAt(framed.current ? 'over' : 'page');
  if (at !== null && (!known || (settled && !owes))) {
    setAt(null);
    setSettled(false);
  }
  useEffect(() => {
    framed.current = known !== null && at !== 'page' && !owes;
  }, [known, at, owes]);
  return { at: known ? at : null, settle: () => setSettled(true) };
}

/**
 * Who is signed in; while the session has ended under an open page, who was: the page with all that was typed stays
 * until the same person signed in again.
 */
function useKnown(identity: Identity | undefined, expired: boolean): Me | null {
  const last = useRef<Me | null>(null);
  if (identity?.account) last.current = identity as Me;
  else if (identity && !expired) last.current = null;
  return last.current;
}

/**
 * A page is one person's from the first to the last: nothing that it read or holds of one is there for the next, who gets a
 * page of their own. True while that one is loaded.
 */
function useOnePerson(accountId: string | undefined): boolean {
  const first = useRef(accountId);
  first.current ??= accountId;
  speakAs(first.current);
  const isAnother = accountId !== undefined && accountId !== first.current;
  useEffect(() => {
    if (isAnother) window.location.reload();
  }, [isAnother]);
  return isAnother;
}

/** The account's language and theme hold on every device; the menus write them back to the account. */
function useAccountPreferences(account: Account | null | undefined): void {
  const { setColorScheme } = useMantineColorScheme();
  const { language, theme } = account ?? {};
  useEffect(() => {
    if (language) languagePreference.set(language);
  }, [language]);
  useEffect(() => {
    if (theme) setColorScheme(theme);
  }, [theme, setColorScheme]);
}
