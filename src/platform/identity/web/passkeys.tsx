import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { refresh, useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { addPasskey, listPasskeys, type Passkey, removePasskey } from '../contract/passkey.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { serviceMessages } from '../messages/service/catalogue.ts';
import { deviceName } from './device-name.ts';
import { makePasskey } from './passkey-browser.ts';
import { passkeysOffered } from './passkeys-offered.ts';
import classes from './profile.module.css';

/** Passkeys of the person: made here, named, removed. */
export function Passkeys() {
  const t = useT(identityMessages);
  const say = useT(serviceMessages);
  const format = useFormat();
  const passkeys = useRead(listPasskeys, {});
  const remove = useCall(removePasskey);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  const items = passkeys.data?.items ?? [];
  return (
    <Panel
      title={t('passkeys.title')}
      flush
      aside={
        passkeysOffered() && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t('passkeys.add')}
          </Button>
        )
      }
    >
      <Text size="sm" className={classes.lead}>
        {t(passkeysOffered() ? 'passkeys.text' : 'passkeys.notHere')}
      </Text>
      {passkeys.error && <Problem error={passkeys.error} />}
      {items.length > 0 ? (
        <DataTable
          caption={t('passkeys.title')}
          hideCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            { id: 'name', header: t('passkeys.name'), rowHeader: true, cell: ({ name }) => name },
            {
              id: 'kept',
              header: t('passkeys.kept'),
              cell: ({ backedUp }) => t(backedUp ? 'passkeys.inCloud' : 'passkeys.onDevice'),
            },
            {
              id: 'since',
              header: t('passkeys.since'),
              cell: ({ createdAt }) => format.dateTime(createdAt),
            },
            {
              id: 'used',
              header: say('tokens.lastUsed'),
              cell: ({ lastUsedAt }) => (lastUsedAt ? format.relative(lastUsedAt) : say('tokens.never')),
            },
            {
              id: 'remove',
              header: t('passkeys.remove'),
              cell: (row) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('passkeys.removeOf', { name: row.name })}
                  onClick={() => setRemoving(row)}
                >
                  {t('passkeys.remove')}
                </Button>
              ),
            },
          ]}
        />
      ) : (
        <Text size="sm" className={classes.pad}>
          {t('passkeys.none')}
        </Text>
      )}
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
      {removing && (
        <ConfirmDialog
          title={t('passkeys.removeOf', { name: removing.name })}
          confirmLabel={t('passkeys.remove')}
          tone="bad"
          onConfirm={() => remove.mutateAsync({ params: { passkeyId: removing.id } })}
          onClose={() => setRemoving(undefined)}
        >
          {t('passkeys.removeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const t = useT(identityMessages);
  const queries = useQueryClient();
  const form = useForm({
    schema: addPasskey.schema.body.pick({ name: true }),
    initial: { name: deviceName(navigator.userAgent) ?? '' },
    onSubmit: async ({ name }: { name: string }) => {
      await makePasskey(name);
      await refresh(queries, ['identity']);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('passkeys.add')}>
      <Stack>
        <Text size="sm">{t('passkeys.addText')}</Text>
        <Form form={{ ...form, mayLose: false }} submitLabel={t('passkeys.make')} wide>
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameHelp')}
            data-autofocus
            {...form.text('name')}
          />
        </Form>
      </Stack>
    </Dialog>
  );
}
