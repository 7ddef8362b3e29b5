import { IconUrgent } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { closeOpening, listOwnOpenings } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';
import classes from './opening-banner.module.css';

/** As long as a record is open in an emergency its person is told so, and how to end it. */
export function OpeningBanner() {
  const t = useT(accessMessages);
  const format = useFormat();
  const openings = useRead(listOwnOpenings, {}, { refreshMs: 60_000 });
  const close = useCall(closeOpening);
  return (
    <div role="status">
      {openings.data?.items.map(({ id, endsAt }) => (
        <div key={id} className={classes.banner}>
          <IconUrgent size={18} stroke={1.8} aria-hidden />
          <span>{t('glass.banner', { when: format.dateTime(endsAt) })}</span>
          <button
            type="button"
            className={classes.button}
            disabled={close.isPending}
            onClick={() => close.mutate({ params: { openingId: id } })}
          >
            {t('glass.end')}
          </button>
        </div>
      ))}
    </div>
  );
}
