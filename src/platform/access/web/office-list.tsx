import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { createOffice, type Office, updateOffice } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { type OfficeInTree, useDirectory } from './use-directory.ts';

/** The tree of offices. */
export function OfficeList() {
  const t = useT(accessMessages);
  const format = useFormat();
  const directory = useDirectory();
  const mayWrite = useMay('access.office.write');
  const [editing, setEditing] = useState<Office | 'new'>();
  return (
    <>
      <ScreenHead
        title={t('offices.title')}
        intro={t('offices.intro')}
        actions={mayWrite && <Button onClick={() => setEditing('new')}>{t('offices.add')}</Button>}
      />
      {directory.error && <Problem error={directory.error} />}
      <div className="sj-surface">
        <DataTable
          caption={t('offices.title')}
          hideCaption
          rows={directory.tree}
          rowKey={({ office }) => office.id}
          columns={[
            {
              id: 'name',
              header: t('name'),
              rowHeader: true,
              cell: ({ office, depth }: OfficeInTree) => (
                <span style={{ paddingInlineStart: `${depth * 1.25}rem` }}>{office.name}</span>
              ),
            },
            {
              id: 'code',
              header: t('code'),
              cell: ({ office }) => <span className="sj-code">{office.code}</span>,
            },
            { id: 'country', header: t('country'), cell: ({ office }) => office.country ?? '–' },
            {
              id: 'closed',
              header: t('offices.close'),
              cell: ({ office }) =>
                office.closedOn ? (
                  <StateBadge>{t('offices.closed', { when: format.date(office.closedOn) })}</StateBadge>
                ) : (
                  '–'
                ),
            },
            ...(mayWrite
              ? [
                  {
                    id: 'change',
                    header: t('change'),
                    cell: ({ office }: OfficeInTree) => (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('changeOf', { name: office.name })}
                        onClick={() => setEditing(office)}
                      >
                        {t('change')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {editing && (
        <OfficeDialog
          office={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

function OfficeDialog({ office, onClose }: { office: Office | undefined; onClose: () => void }) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const create = useCall(createOffice, { also: ['identity'] });
  const update = useCall(updateOffice, { also: ['identity'] });
  const top = directory.tree[0]?.office.id ?? '';
  const form = useForm({
    schema: office ? updateOffice.schema.body : createOffice.schema.body,
    initial: {
      name: office?.name ?? '',
      code: office?.code ?? '',
      country: office?.country ?? '',
      parentId: office ? office.parentId : top,
      closedOn: office?.closedOn ?? '',
    },
    prepare: ({ closedOn, parentId, ...values }) => ({
      ...values,
      ...(parentId ? { parentId } : {}),
      country: values.country || null,
      ...(office ? { closedOn: closedOn || null } : {}),
    }),
    formats: { code: t('codeFormat'), country: t('countryFormat') },
    onSubmit: async (body) => {
      await (office
        ? update.mutateAsync({ params: { officeId: office.id }, body })
        : create.mutateAsync({ body }));
      onClose();
    },
  });
  const others = directory.officeOptions.filter(({ value }) => {
    const candidate = directory.tree.find((one) => one.office.id === value)?.office;
    return !office || !candidate?.path.includes(office.id);
  });
  return (
    <Dialog onClose={onClose} title={office ? t('changeOf', { name: office.name }) : t('offices.add')}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('save')}>
        <TextInput label={t('name')} data-autofocus {...form.text('name')} />
        <TextInput label={t('code')} description={t('codeHelp')} {...form.text('code')} />
        {(!office || office.parentId) && (
          <Select
            label={t('offices.parent')}
            data={others}
            searchable
            allowDeselect={false}
            {...form.value<string | null>('parentId')}
          />
        )}
        <TextInput
          label={t('country')}
          description={t('countryHelp')}
          maxLength={2}
          {...form.text('country')}
        />
        {office && (
          <TextInput
            type="date"
            label={t('offices.close')}
            description={t('offices.closeHelp')}
            {...form.text('closedOn')}
          />
        )}
      </Form>
    </Dialog>
  );
}
