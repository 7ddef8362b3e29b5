import { Button, Loader } from '@mantine/core';
import { IconCompassOff, IconLock, IconRefreshAlert } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Layer } from '#platform/ui/layer.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useTitle } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import type { Needed } from '#platform/ui/slice.ts';
import { webMessages } from '../messages/catalogue.ts';
import classes from './frame.module.css';

export const ScreenLoading = () => (
  <div className={classes.waiting} aria-busy="true">
    <Loader size="sm" type="dots" />
  </div>
);

export function NotFoundScreen() {
  const t = useT(webMessages);
  useTitle(t('notFound.title'));
  return (
    <EmptyState
      screen
      icon={IconCompassOff}
      title={t('notFound.title')}
      actions={<AppLink to="/">{t('toHome')}</AppLink>}
    >
      {t('notFound.text')}
    </EmptyState>
  );
}

/** Tells a person whose roles lack a screen so at once, before the screen asks the server in vain. */
export function Forbidden(props: { permission: Needed | undefined; children: ReactNode }) {
  const allowed = useMay(props.permission);
  return allowed ? props.children : <NotForYou />;
}

function NotForYou() {
  const t = useT(webMessages);
  useTitle(t('forbidden.title'));
  return (
    <EmptyState
      screen
      icon={IconLock}
      title={t('forbidden.title')}
      actions={<AppLink to="/">{t('toHome')}</AppLink>}
    >
      {t('forbidden.text')}
    </EmptyState>
  );
}

/** A screen that threw: the frame stays, the rest of the work is not touched. */
export function CrashScreen({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useT(webMessages);
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <>
      <EmptyState
        screen
        icon={IconRefreshAlert}
        title={t('crash.title')}
        actions={<Button onClick={again}>{t('crash.again')}</Button>}
      >
        {t('crash.text')}
      </EmptyState>
      <Problem error={error} />
    </>
  );
}

/** The server did not even say who is here. */
export function StartProblem(props: { error: unknown; onRetry: () => void }) {
  const t = useT(webMessages);
  useTitle(t('start.failed'));
  return (
    <main className={classes.start}>
      <h1 className={classes.startTitle}>{t('start.failed')}</h1>
      <Problem error={props.error} onRetry={props.onRetry} />
      <Layer />
    </main>
  );
}
