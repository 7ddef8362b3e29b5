import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { useGo } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { createCase, listCases } from '../contract.ts';
import { caseworkMessages } from '../messages/catalogue.ts';

/** The cases that the reader works on. */
export function CaseList() {
  const t = useT(caseworkMessages);
  const format = useFormat();
  const mayOpen = useMay('casework.case.create');
  const [opening, setOpening] = useState(false);
  return (
    <>
      <ListScreen
        id="casework.cases"
        title={t('cases')}
        route={listCases}
        rowKey={({ id }) => id}
        rowName={({ reference }) => reference}
        rowLink={({ id }) => `/casework/cases/${id}`}
        actions={mayOpen && <Button onClick={() => setOpening(true)}>{t('open')}</Button>}
        columns={[
          { id: 'reference', header: t('reference'), cell: ({ reference }) => reference, primary: true },
          { id: 'opened', header: t('opened'), cell: ({ openedAt }) => format.dateTime(openedAt) },
        ]}
        empty={{ title: t('none') }}
      />
      {opening && <OpenCase onClose={() => setOpening(false)} />}
    </>
  );
}

function OpenCase({ onClose }: { onClose: () => void }) {
  const t = useT(caseworkMessages);
  const go = useGo();
  const { operations } = useMe();
  const create = useCall(createCase);
  const form = useForm({
    schema: createCase.schema.body,
    initial: { personName: '', location: '', narrative: '' },
    prepare: (values) => ({
      ...values,
      operationId: operations[0]?.id,
      officeId: operations[0]?.officeId,
    }),
    onSubmit: async (body) => {
      const { id } = await create.mutateAsync({ body });
      go(`/casework/cases/${id}`);
    },
  });
  return (
    <Dialog title={t('open')} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('open')} wide>
        <TextInput label={t('name')} data-autofocus {...form.text('personName')} />
        <TextInput label={t('location')} {...form.text('location')} />
        <Textarea label={t('narrative')} {...form.text('narrative')} />
      </Form>
    </Dialog>
  );
}
