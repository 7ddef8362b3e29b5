import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDeviceMobilePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { type DataColumn, DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMe, useOperation } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { createDevice, type Device, listDevices, revokeDevice } from '../contract/device.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { type NewDevice, SetUpSheet } from './device/set-up-sheet.tsx';
import classes from './forms.module.css';

/** Devices that send records through ODK Collect: admit one, see when each was last there, withdraw one at once. */
export function DeviceList() {
  const t = useT(formsMessages);
  const operation = useOperation();
  const devices = useRead(listDevices, { querystring: operation ? { operationId: operation.id } : {} });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<NewDevice | null>(null);
  const items = devices.data?.items;
  const add = (
    <Button leftSection={<IconDeviceMobilePlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('devices.add')}
    </Button>
  );
  return (
    <>
      <ScreenHead
        title={t('devices.title')}
        intro={t('devices.intro')}
        actions={items && items.length > 0 && add}
      />
      {made && <SetUpSheet made={made} onDone={() => setMade(null)} />}
      {devices.error && <Problem error={devices.error} onRetry={() => void devices.refetch()} />}
      {devices.isPending && <Skeleton height={160} aria-label={t('loading')} />}
      {items && (
        <div className="sj-surface">
          {items.length === 0 ? (
            <EmptyState icon={IconDeviceMobilePlus} title={t('devices.empty')} actions={add}>
              {t('devices.empty.text')}
            </EmptyState>
          ) : (
            <DeviceTable items={items} />
          )}
        </div>
      )}
      {adding && (
        <AddDevice
          onClose={() => setAdding(false)}
          onMade={(answer) => {
            setAdding(false);
            setMade(answer);
          }}
        />
      )}
    </>
  );
}

/** What fits a phone. */
const onPhone = new Set(['name', 'seen', 'act']);

function DeviceTable({ items }: { items: readonly Device[] }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const [revoking, setRevoking] = useState<Device | null>(null);
  const revoke = useCall(revokeDevice);
  const narrow = useMediaQuery('(max-width: 699px)', false, { getInitialValueInEffect: false });
  const columns: DataColumn<Device>[] = [
    { id: 'name', header: t('devices.name'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    {
      id: 'state',
      header: t('devices.state'),
      cell: ({ revokedAt }) =>
        revokedAt ? (
          <StateBadge>{t('devices.revoked', { day: format.date(revokedAt) })}</StateBadge>
        ) : (
          <StateBadge tone="good">{t('devices.active')}</StateBadge>
        ),
    },
    {
      id: 'seen',
      header: t('devices.lastSeen'),
      cell: ({ lastSeenAt }) => (
        <span className={classes.nowrap}>
          {lastSeenAt ? format.relative(lastSeenAt) : t('devices.never')}
        </span>
      ),
    },
    {
      id: 'records',
      header: t('records'),
      numeric: true,
      cell: ({ recordCount }) => format.number(recordCount),
    },
    { id: 'added', header: t('devices.added'), cell: ({ createdAt }) => format.date(createdAt) },
    { id: 'by', header: t('devices.addedBy'), cell: ({ createdByName }) => createdByName ?? '–' },
    {
      id: 'act',
      header: t('devices.act'),
      cell: (device) =>
        device.revokedAt !== null ? (
          narrow && <StateBadge>{t('devices.revoked', { day: format.date(device.revokedAt) })}</StateBadge>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            className={classes.nowrap}
            aria-label={t('devices.revokeNamed', { name: device.name })}
            onClick={() => setRevoking(device)}
          >
            {t('devices.revoke')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('devices.title')}
        hideCaption
        rows={items}
        rowKey={({ id }) => id}
        columns={narrow ? columns.filter(({ id }) => onPhone.has(id)) : columns}
      />
      {revoking && (
        <ConfirmDialog
          title={t('devices.revoke.title', { name: revoking.name })}
          confirmLabel={t('devices.revoke')}
          tone="bad"
          reason="optional"
          onConfirm={(reason) => revoke.mutateAsync({ params: { deviceId: revoking.id }, body: { reason } })}
          onClose={() => setRevoking(null)}
        >
          {t('devices.revoke.text')}
        </ConfirmDialog>
      )}
    </>
  );
}

function AddDevice(props: { onClose: () => void; onMade: (made: NewDevice) => void }) {
  const t = useT(formsMessages);
  const { operations } = useMe();
  const chosen = useOperation();
  const create = useCall(createDevice);
  const form = useForm({
    schema: createDevice.schema.body!,
    initial: { operationId: chosen?.id ?? operations[0]?.id ?? '', name: '' },
    onSubmit: async (body) => props.onMade(await create.mutateAsync({ body })),
  });
  return (
    <Dialog onClose={props.onClose} title={t('devices.add')}>
      <Form form={form} submitLabel={t('devices.create')} wide>
        {operations.length > 1 && (
          <Select
            label={t('form.operation')}
            data={operations.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
            allowDeselect={false}
            {...form.value<string>('operationId')}
            onChange={(id) => id && form.set('operationId', id)}
          />
        )}
        <TextInput
          label={t('devices.name')}
          description={t('devices.name.hint')}
          data-autofocus
          maxLength={100}
          {...form.text('name')}
        />
      </Form>
    </Dialog>
  );
}
