import { Button, Checkbox, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { fieldId, useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { usePermissionWords } from '#platform/ui/slice-words.ts';
import { createToken, listTokens, revokeToken } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './profile.module.css';

/** The own API tokens: what lives, when it ends, making and ending one. */
export function ApiTokens() {
  const t = useT(identityMessages);
  const format = useFormat();
  const tokens = useRead(listTokens, {});
  const revoke = useCall(revokeToken);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<{ id: string; name: string }>();
  const items = tokens.data?.items ?? [];
  return (
    <Panel
      title={t('tokens.title')}
      flush
      aside={
        <Button size="xs" variant="default" onClick={() => setMaking(true)}>
          {t('tokens.new')}
        </Button>
      }
    >
      <div className={classes.pad}>
        <Text size="sm" c="dimmed">
          {t('tokens.text')}{' '}
          <a className="sj-link" href="/api/docs">
            {t('tokens.docs')}
          </a>
        </Text>
        {tokens.error && <Problem error={tokens.error} />}
        {tokens.data && items.length === 0 && (
          <Text size="sm" mt="xs">
            {t('tokens.none')}
          </Text>
        )}
      </div>
      {items.length > 0 && (
        <DataTable
          caption={t('tokens.title')}
          hideCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            { id: 'name', header: t('tokens.name'), rowHeader: true, cell: ({ name }) => name },
            {
              id: 'permissions',
              header: t('tokens.permissions'),
              cell: ({ permissions }) => <Permissions codes={permissions} />,
            },
            { id: 'expires', header: t('tokens.expires'), cell: ({ expiresAt }) => format.date(expiresAt) },
            {
              id: 'used',
              header: t('tokens.lastUsed'),
              cell: ({ lastUsedAt }) => (lastUsedAt ? format.relative(lastUsedAt) : t('tokens.never')),
            },
            {
              id: 'end',
              header: t('tokens.revoke'),
              cell: ({ id, name }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('tokens.revokeOf', { name })}
                  onClick={() => setEnding({ id, name })}
                >
                  {t('tokens.revoke')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {making && <NewToken onClose={() => setMaking(false)} />}
      {ending && (
        <ConfirmDialog
          title={t('tokens.revokeOf', { name: ending.name })}
          confirmLabel={t('tokens.revoke')}
          tone="bad"
          onConfirm={() => revoke.mutateAsync({ params: { tokenId: ending.id } })}
          onClose={() => setEnding(undefined)}
        >
          {t('tokens.revokeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function Permissions({ codes }: { codes: readonly string[] }) {
  const format = useFormat();
  const say = usePermissionWords(codes);
  return format.list(codes.map(say));
}

function NewToken({ onClose }: { onClose: () => void }) {
  const t = useT(identityMessages);
  const { permissions } = useMe();
  const create = useCall(createToken);
  const say = usePermissionWords(permissions);
  const form = useForm({
    schema: createToken.schema.body,
    initial: { name: '', permissions: [] as string[], days: 90 as number | string },
    onSubmit: (body) => create.mutateAsync({ body }),
  });
  if (create.data) {
    return (
      <Dialog onClose={onClose} title={t('tokens.new')}>
        <CopyField label={t('tokens.secret')} value={create.data.secret} />
      </Dialog>
    );
  }
  const chosen = form.value<string[]>('permissions');
  return (
    <Dialog onClose={onClose} title={t('tokens.new')} size="lg">
      <Form form={{ ...form, mayLose: false }} submitLabel={t('tokens.create')}>
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameHelp')}
          data-autofocus
          {...form.text('name')}
        />
        <NumberInput label={t('tokens.days')} min={1} max={366} {...form.value<number | string>('days')} />
        <Checkbox.Group
          label={t('tokens.permissions')}
          value={chosen.value}
          error={chosen.error}
          onChange={chosen.onChange}
        >
          <Stack id={fieldId(form.formId, 'permissions')} tabIndex={-1} className={classes.permissions}>
            {permissions.map((permission) => (
              <Checkbox
                key={permission}
                value={permission}
                label={say(permission)}
                description={<span className="sj-code">{permission}</span>}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </Form>
    </Dialog>
  );
}
