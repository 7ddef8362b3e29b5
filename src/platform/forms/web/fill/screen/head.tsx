import { IconArrowLeft, IconCloudOff, IconDeviceFloppy, IconList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { connection } from '#platform/ui/connection.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { useTitle } from '#platform/ui/screen-head.tsx';
import { type Store, useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import type { WriteState } from '../draft/writer.ts';
import classes from './head.module.css';

/** The head of a screen without the frame: a way back, a name, what can be done. */
export function BareHead(props: { back: string; title: string; children?: ReactNode; below?: ReactNode }) {
  const t = useT(fillMessages);
  useTitle(props.title);
  const away = useStore(connection) === 'offline';
  return (
    <header className={classes.head}>
      <div className={classes.bar}>
        <AppLink to={props.back} className={classes.icon} aria-label={t('back')}>
          <IconArrowLeft size={22} className="sj-flip" aria-hidden />
        </AppLink>
        <h1 className={classes.title} dir="auto">
          {props.title}
        </h1>
        {props.children}
      </div>
      <div role="status">
        {away && (
          <p className={classes.away}>
            <IconCloudOff size={18} aria-hidden /> {t('offline')}
          </p>
        )}
      </div>
      {props.below}
    </header>
  );
}

export function ContentsButton({ onClick }: { onClick: () => void }) {
  const t = useT(fillMessages);
  return (
    <button type="button" className={classes.icon} aria-label={t('contents.title')} onClick={onClick}>
      <IconList size={22} aria-hidden />
    </button>
  );
}

/** That nothing typed is lost is said all the time, quietly; that it might be, loudly. */
export function SaveMark({ saved }: { saved: Store<WriteState> }) {
  const t = useT(fillMessages);
  const state = useStore(saved);
  return (
    <span className={classes.saved} data-state={state}>
      <IconDeviceFloppy size={18} stroke={1.7} aria-hidden />
      <span>{t(state === 'failed' ? 'save.failed' : 'save.saved')}</span>
    </span>
  );
}
