import { Button, Select, Textarea } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useList } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { createGrant, type Grant, listGrants, revokeGrant } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { actColumn } from './act-column.tsx';
import { GrantState } from './grant-list.tsx';
import { PeriodFields } from './period-fields.tsx';
import { useDirectory } from './use-directory.ts';

/** Who holds roles: a person, or a program. */
type Person = { id: string; name: string };

/** The roles of one person, those that ended included; granting and revoking. Nobody does it for themselves. */
export function PersonGrants({ person }: { person: Person }) {
  const t = useT(accessMessages);
  const { account } = useMe();
  const mayGrant = useMay('access.grant.write') && person.id !== account.id;
  const grants = useList(listGrants, { querystring: { accountId: person.id, limit: 200 } });
  const revoke = useCall(revokeGrant, { also: ['identity'] });
  const [granting, setGranting] = useState(false);
  const [ending, setEnding] = useState<Grant>();
  const directory = useDirectory();
  const add = mayGrant && (
    <Button size="xs" onClick={() => setGranting(true)}>
      {t('grants.add')}
    </Button>
  );
  return (
    <Panel title={t('person.grants')} aside={grants.items.length > 0 && add} flush>
      {(grants.error ?? directory.error) && <Problem error={grants.error ?? directory.error} />}
      {grants.isSuccess && grants.items.length === 0 && (
        <EmptyState icon={IconKey} title={t('grants.none')} actions={add}>
          {t('grants.noneText')}
        </EmptyState>
      )}
      {grants.items.length > 0 && (
        <GrantTable grants={grants.items} {...(mayGrant ? { onRevoke: setEnding } : {})} />
      )}
      {granting && <GrantDialog person={person} onClose={() => setGranting(false)} />}
      {ending && (
        <ConfirmDialog
          title={t('grants.revokeOf', { role: directory.nameOfRole(ending.roleId) })}
          confirmLabel={t('grants.revoke')}
          tone="bad"
          reason="optional"
          onConfirm={(reason) => revoke.mutateAsync({ params: { grantId: ending.id }, body: { reason } })}
          onClose={() => setEnding(undefined)}
        >
          {t('grants.revokeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function GrantTable(props: { grants: readonly Grant[]; onRevoke?: (grant: Grant) => void }) {
  const t = useT(accessMessages);
  const format = useFormat();
  const directory = useDirectory();
  return (
    <DataTable
      caption={t('person.grants')}
      hideCaption
      rows={props.grants}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'role',
          header: t('role'),
          rowHeader: true,
          cell: ({ roleId }) => directory.nameOfRole(roleId),
        },
        { id: 'office', header: t('office'), cell: ({ officeId }) => directory.nameOfOffice(officeId) },
        {
          id: 'operation',
          header: t('operation'),
          cell: ({ operationId }) =>
            operationId ? directory.nameOfOperation(operationId) : t('allOperations'),
        },
        { id: 'state', header: t('grants.inForce'), cell: (grant) => <GrantState grant={grant} /> },
        { id: 'from', header: t('grants.from'), cell: ({ startsOn }) => format.date(startsOn) },
        {
          id: 'until',
          header: t('grants.until'),
          cell: ({ endsOn }) => (endsOn ? format.date(endsOn) : t('grants.open')),
        },
        { id: 'by', header: t('grants.by'), cell: ({ grantedByName }) => grantedByName ?? '–' },
        { id: 'reason', header: t('grants.reason'), cell: ({ reason }) => reason || '–' },
        ...actColumn<Grant>({
          id: 'revoke',
          header: t('grants.revoke'),
          label: t('grants.revoke'),
          name: ({ roleId }) => t('grants.revokeOf', { role: directory.nameOfRole(roleId) }),
          act: props.onRevoke,
          without: ({ revokedAt }) => revokedAt !== null,
        }),
      ]}
    />
  );
}

function GrantDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const create = useCall(createGrant, { also: ['identity'] });
  const form = useForm({
    schema: createGrant.schema.body,
    initial: {
      roleId: null as string | null,
      officeId: directory.tree[0]?.office.id ?? null,
      operationId: null as string | null,
      startsOn: '',
      endsOn: '',
      reason: '',
    },
    prepare: (values) => ({
      ...values,
      accountId: person.id,
      roleId: values.roleId ?? undefined,
      officeId: values.officeId ?? undefined,
      startsOn: values.startsOn || undefined,
      endsOn: values.endsOn || null,
    }),
    onSubmit: async (body) => {
      await create.mutateAsync({ body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('grants.addTo', { name: person.name })}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('grants.add')}>
        <Select
          label={t('role')}
          data={directory.roleOptions}
          data-autofocus
          {...form.value<string | null>('roleId')}
        />
        <Select
          label={t('office')}
          data={directory.officeOptions}
          searchable
          allowDeselect={false}
          {...form.value<string | null>('officeId')}
        />
        <Select
          label={t('operation')}
          placeholder={t('allOperations')}
          data={directory.operationOptions}
          clearable
          {...form.value<string | null>('operationId')}
        />
        <PeriodFields text={form.text} />
        <Textarea label={t('grants.reason')} autosize minRows={2} maxLength={500} {...form.text('reason')} />
      </Form>
    </Dialog>
  );
}
