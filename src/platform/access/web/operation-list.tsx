import { Button, Select, TextInput } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { createOperation, type Operation, updateOperation } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { useDirectory } from './use-directory.ts';

const statuses = ['active', 'inactive'] as const;

/** Operations that the reader works in or administers. */
export function OperationList() {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const mayWrite = useMay('access.operation.write');
  const [editing, setEditing] = useState<Operation | 'new'>();
  const add = mayWrite && <Button onClick={() => setEditing('new')}>{t('operations.add')}</Button>;
  const none = !directory.pending && !directory.error && directory.operations.length === 0;
  return (
    <>
      <ScreenHead title={t('operations.title')} intro={t('operations.intro')} actions={!none && add} />
      {directory.error && <Problem error={directory.error} />}
      <div className="sj-surface">
        {none ? (
          <EmptyState icon={IconTargetArrow} title={t('operations.add')} actions={add}>
            {t('operations.emptyText')}
          </EmptyState>
        ) : (
          <DataTable
            caption={t('operations.title')}
            hideCaption
            rows={directory.operations}
            rowKey={({ id }) => id}
            columns={[
              { id: 'name', header: t('name'), rowHeader: true, cell: ({ name }) => name },
              { id: 'code', header: t('code'), cell: ({ code }) => <span className="sj-code">{code}</span> },
              { id: 'country', header: t('country'), cell: ({ country }) => country },
              { id: 'office', header: t('office'), cell: ({ officeId }) => directory.nameOfOffice(officeId) },
              {
                id: 'status',
                header: t('operations.status'),
                cell: ({ status }) => (
                  <StateBadge tone={status === 'active' ? 'good' : 'neutral'}>
                    {t(`operations.${status}`)}
                  </StateBadge>
                ),
              },
              ...(mayWrite
                ? [
                    {
                      id: 'change',
                      header: t('change'),
                      cell: (operation: Operation) => (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={t('changeOf', { name: operation.name })}
                          onClick={() => setEditing(operation)}
                        >
                          {t('change')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </div>
      {editing === 'new' && <NewOperation onClose={() => setEditing(undefined)} />}
      {editing && editing !== 'new' && (
        <ChangeOperation operation={editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  );
}

function NewOperation({ onClose }: { onClose: () => void }) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const create = useCall(createOperation, { also: ['identity'] });
  const form = useForm({
    schema: createOperation.schema.body,
    initial: { name: '', code: '', country: '', officeId: directory.tree[0]?.office.id ?? '' },
    formats: { code: t('codeFormat'), country: t('countryFormat') },
    onSubmit: async (body) => {
      await create.mutateAsync({ body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('operations.add')}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('operations.add')}>
        <TextInput label={t('name')} data-autofocus {...form.text('name')} />
        <TextInput label={t('code')} description={t('codeHelp')} {...form.text('code')} />
        <TextInput
          label={t('country')}
          description={t('countryFormat')}
          maxLength={2}
          {...form.text('country')}
        />
        <Select
          label={t('office')}
          data={directory.officeOptions}
          searchable
          allowDeselect={false}
          {...form.value<string>('officeId')}
        />
      </Form>
    </Dialog>
  );
}

function ChangeOperation({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const t = useT(accessMessages);
  const update = useCall(updateOperation, { also: ['identity'] });
  const form = useForm({
    schema: updateOperation.schema.body,
    initial: { name: operation.name, status: operation.status as string },
    onSubmit: async (body) => {
      await update.mutateAsync({ params: { operationId: operation.id }, body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('changeOf', { name: operation.name })}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('save')}>
        <TextInput label={t('name')} data-autofocus {...form.text('name')} />
        <Select
          label={t('operations.status')}
          data={statuses.map((value) => ({ value, label: t(`operations.${value}`) }))}
          allowDeselect={false}
          {...form.value<string>('status')}
        />
      </Form>
    </Dialog>
  );
}
