import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { getFeed, makeFeed, withdrawFeed } from '../contract/feed.ts';
import { tasksMessages } from '../messages/catalogue.ts';

/** The address under which a calendar reads one's tasks: made, shown once, withdrawn. */
export function CalendarDialog({ onClose }: { onClose: () => void }) {
  const t = useT(tasksMessages);
  const format = useFormat();
  const feed = useRead(getFeed, {});
  const [url, setUrl] = useState('');
  const make = useCall(makeFeed, { onDone: (made) => setUrl(made.url) });
  const withdraw = useCall(withdrawFeed, { onDone: () => setUrl('') });
  const error = feed.error ?? make.error ?? withdraw.error;
  const { createdAt, lastReadAt } = feed.data ?? { createdAt: null, lastReadAt: null };
  return (
    <Dialog onClose={onClose} title={t('calendar.title')}>
      <Stack>
        <p style={{ margin: 0 }}>{t('calendar.text')}</p>
        {error && <Problem error={error} />}
        {feed.isPending && <Skeleton height={60} aria-label={t('loading')} aria-busy />}
        {url && <CopyField label={t('calendar.address')} value={url} />}
        {url && <p style={{ margin: 0 }}>{t('calendar.once')}</p>}
        {createdAt && (
          <Facts
            facts={[
              { label: t('calendar.made'), value: format.dateTime(createdAt) },
              {
                label: t('calendar.read'),
                value: lastReadAt ? format.relative(lastReadAt) : t('calendar.never'),
              },
            ]}
          />
        )}
        <Group>
          <Button
            loading={make.isPending}
            variant={createdAt ? 'default' : 'filled'}
            onClick={() => make.mutate({})}
          >
            {t(createdAt ? 'calendar.replace' : 'calendar.make')}
          </Button>
          {createdAt && (
            <Button
              variant="subtle"
              color="red"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({})}
            >
              {t('calendar.withdraw')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
