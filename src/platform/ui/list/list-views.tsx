import { Button, Popover, Skeleton } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { lazyPart } from '../lazy-part.ts';
import { listMessages } from '../messages/list/catalogue.ts';
import classes from './list.module.css';
import type { Column } from './types.ts';
import type { ListState } from './use-list-state.ts';

const SavedViews = lazyPart(() => import('./saved-views.tsx').then((m) => ({ default: m.SavedViews })));

/** Views that somebody named: search, filters, order and columns; one's own, and those shared with one's office. */
export function ListViews<T>(props: { listId: string; shown: readonly Column<T>[]; state: ListState }) {
  const t = useT(listMessages);
  const [open, setOpen] = useState(false);
  return (
    <Popover position="bottom-end" width={320} trapFocus opened={open} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant="default"
          className={classes.aside}
          title={t('savedViews')}
          leftSection={<IconBookmark size={16} stroke={1.8} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {t('savedViews')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('savedViews')}>
        {open && (
          <Suspense fallback={<Skeleton height={120} />}>
            <SavedViews
              listId={props.listId}
              columns={props.shown.map(({ id }) => id)}
              state={props.state}
              onShown={() => setOpen(false)}
            />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
