import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { deviceName } from '#platform/identity/web/device-name.ts';
import { call, refresh, useCall, useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { addDevice, listDevices, removeDevice } from '../contract/preference.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { canPush, findEndpoint, subscribe, unsubscribe } from './this-browser.ts';

/** Browsers of this person that are told by push, this one among them or not. */
export function PushDevices({ on, pushKey }: { on: boolean; pushKey: string | null }) {
  const t = useT(notifyMessages);
  const format = useFormat();
  const devices = useRead(listDevices, {});
  const here = useQuery({
    queryKey: ['notify', 'this-browser'],
    queryFn: async () => (await findEndpoint()) ?? null,
  });
  const remove = useCall(removeDevice);
  const items = devices.data?.items ?? [];
  const known = items.some(({ endpoint }) => endpoint === here.data);
  const end = async (id: string, endpoint: string) => {
    if (endpoint === here.data) await unsubscribe().catch(() => undefined);
    await remove.mutateAsync({ params: { deviceId: id } });
  };
  return (
    <Panel title={t('push.title')}>
      <Text size="sm" mb="sm">
        {t(on ? 'push.text' : 'push.off')}
      </Text>
      {devices.error && <Problem error={devices.error} />}
      {on && pushKey && !known && <AddThisBrowser pushKey={pushKey} />}
      {items.length > 0 && (
        <DataTable
          caption={t('push.title')}
          hideCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'device',
              header: t('push.device'),
              rowHeader: true,
              cell: ({ userAgent, endpoint }) => (
                <>
                  {deviceName(userAgent) ?? t('push.unknown')}{' '}
                  {endpoint === here.data && <StateBadge tone="good">{t('push.here')}</StateBadge>}
                </>
              ),
            },
            {
              id: 'last',
              header: t('push.last'),
              cell: ({ lastSentAt }) => (lastSentAt ? format.relative(lastSentAt) : t('push.never')),
            },
            {
              id: 'remove',
              header: t('push.remove'),
              cell: ({ id, endpoint, userAgent }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('push.removeOf', { device: deviceName(userAgent) ?? t('push.unknown') })}
                  onClick={() => void end(id, endpoint)}
                >
                  {t('push.remove')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function AddThisBrowser({ pushKey }: { pushKey: string }) {
  const t = useT(notifyMessages);
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: async () => {
      const made = await subscribe(pushKey);
      if (made === 'denied') return 'denied' as const;
      const { endpoint = '', keys = {} } = made;
      await call(addDevice, {
        body: { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } },
      });
      await refresh(queries, ['notify']);
      return 'added' as const;
    },
  });
  if (!canPush()) return <p>{t('push.cannot')}</p>;
  return (
    <>
      {add.error && <Problem error={add.error} />}
      <p role="status">{add.data === 'denied' && t('push.denied')}</p>
      <Button loading={add.isPending} onClick={() => add.mutate()}>
        {t('push.add')}
      </Button>
    </>
  );
}
