import { IconCloudOff } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { connection, probeConnection } from '#platform/ui/connection.ts';
import { useStore } from '#platform/ui/store.ts';
import { webMessages } from '../messages/catalogue.ts';
import classes from './frame.module.css';
import buttons from './top.module.css';

/** A dropped link is a banner, not an error. The region stands always, so that its change is read out. */
export function ConnectionBanner() {
  const t = useT(webMessages);
  const away = useStore(connection) === 'offline';
  return (
    <div role="status" className={away ? classes.banner : undefined}>
      {away && (
        <>
          <IconCloudOff size={18} stroke={1.8} aria-hidden />
          <span>{t('offline')}</span>
          <button type="button" className={buttons.bannerButton} onClick={probeConnection}>
            {t('offlineTry')}
          </button>
        </>
      )}
    </div>
  );
}
