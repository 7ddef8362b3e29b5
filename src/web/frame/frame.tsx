import { useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Layer } from '#platform/ui/layer.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { shortcutsPreference } from '#platform/ui/preferences.ts';
import { useMay } from '#platform/ui/session.tsx';
import { webMessages } from '../messages/catalogue.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import classes from './frame.module.css';
import { Rail } from './rail.tsx';
import { ScreenLoading } from './screens.tsx';
import { SectionStrip } from './section-strip.tsx';
import { TopBar } from './top-bar.tsx';

const Palette = lazyPart(() =>
  import('../palette/palette.tsx').then(({ Palette }) => ({ default: Palette })),
);
const OpeningBanner = lazyPart(() =>
  import('#platform/access/web/opening-banner.tsx').then(({ OpeningBanner }) => ({ default: OpeningBanner })),
);
const Shortcuts = lazyPart(() => import('./shortcuts.tsx').then(({ Shortcuts }) => ({ default: Shortcuts })));

type Dialog = 'palette' | 'keys' | null;

/** What stands around every screen: rail, top bar, banner, sections, and the bottom bar of a phone. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useT(webMessages);
  const [dialog, setDialog] = useState<Dialog>(null);
  const main = useRef<HTMLElement>(null);
  const mayBreakGlass = useMay('access.break_glass');
  useGlobalKeys(setDialog);
  useFocusOnNewScreen(main);
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <Rail />
      <div className={classes.column}>
        <TopBar onSearch={() => setDialog('palette')} onKeys={() => setDialog('keys')} />
        <ConnectionBanner />
        {mayBreakGlass && (
          <Suspense fallback={null}>
            <OpeningBanner />
          </Suspense>
        )}
        <SectionStrip />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Suspense fallback={<ScreenLoading />}>{children}</Suspense>
          <Layer />
        </main>
      </div>
      <BottomBar />
      <Suspense fallback={null}>
        {dialog === 'palette' && <Palette onClose={() => setDialog(null)} />}
        {dialog === 'keys' && <Shortcuts onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  );
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Ctrl or Cmd with K searches from anywhere; `?` shows the keys when single-key shortcuts are on. */
function useGlobalKeys(open: (dialog: Dialog) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
      } else if (event.key === '?' && !typing(event.target) && shortcutsPreference.get()) {
        open('keys');
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [open]);
}

/** After a step to another screen the keyboard and the screen reader start at its content, not at the link left behind. */
function useFocusOnNewScreen(main: React.RefObject<HTMLElement | null>): void {
  const pathname = useLocation({ select: (location) => location.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}
