import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { deviceName } from '#platform/identity/web/device-name.ts';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type KeepingDevice, listDevices, revokeDevice } from '../contract.ts';
import { offlineMessages } from '../messages/catalogue.ts';
import { hearOfStores } from './local-store.ts';

/** Every browser that keeps something for this person; a lost one is revoked here. */
export function BrowsersPanel({ here }: { here: string | undefined }) {
  const t = useT(offlineMessages);
  const format = useFormat();
  const devices = useRead(listDevices, {});
  const revoke = useCall(revokeDevice);
  const [revoking, setRevoking] = useState<KeepingDevice | null>(null);
  const named = ({ name }: KeepingDevice) => deviceName(name) ?? t('browsers.unknown');
  const stateOf = ({ id, revokedAt, wipedAt }: KeepingDevice) => {
    if (wipedAt) return t('browsers.wiped', { when: format.relative(wipedAt) });
    if (revokedAt) return <StateBadge tone="warn">{t('browsers.revoked')}</StateBadge>;
    return <StateBadge tone="good">{t(id === here ? 'browsers.here' : 'browsers.active')}</StateBadge>;
  };
  const items = devices.data?.items ?? [];
  return (
    <Panel title={t('browsers.title')} flush={items.length > 0}>
      <Text size="sm" p={items.length > 0 ? 'md' : undefined}>
        {t(devices.data && items.length === 0 ? 'browsers.none' : 'browsers.text')}
      </Text>
      {devices.error && <Problem error={devices.error} onRetry={() => void devices.refetch()} />}
      {items.length > 0 && (
        <DataTable
          caption={t('browsers.title')}
          hideCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            { id: 'name', header: t('browsers.name'), rowHeader: true, cell: named },
            { id: 'seen', header: t('browsers.seen'), cell: ({ lastSeenAt }) => format.relative(lastSeenAt) },
            { id: 'state', header: t('browsers.state'), cell: stateOf },
            {
              id: 'act',
              header: t('browsers.act'),
              cell: (device) =>
                !device.revokedAt && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('browsers.revokeOf', { device: named(device) })}
                    onClick={() => setRevoking(device)}
                  >
                    {t('browsers.revoke')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {revoking && (
        <ConfirmDialog
          title={t('browsers.revokeOf', { device: named(revoking) })}
          confirmLabel={t('browsers.revoke')}
          tone="bad"
          onConfirm={async () => {
            await revoke.mutateAsync({ params: { deviceId: revoking.id } });
            if (revoking.id !== here) return;
            await hearOfStores();
            window.location.assign('/offline');
          }}
          onClose={() => setRevoking(null)}
        >
          {t('browsers.revokeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}
