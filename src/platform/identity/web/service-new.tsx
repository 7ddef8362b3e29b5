import { Select, TextInput } from '@mantine/core';
import { listOffices } from '#platform/access/contract.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { draftAt } from '#platform/ui/form/drafts.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { useGo } from '#platform/ui/link.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { createServiceAccount } from '../contract/service-account.ts';
import { serviceMessages } from '../messages/service/catalogue.ts';
import { Keeper } from './keeper-field.tsx';

/** Opens the account of a program. */
export function ServiceNew() {
  const t = useT(serviceMessages);
  const go = useGo();
  const offices = useRead(listOffices, {});
  const { account } = useMe();
  const create = useCall(createServiceAccount);
  const form = useForm({
    schema: createServiceAccount.schema.body,
    initial: { name: '', officeId: null as string | null, keeperId: null as string | null },
    draft: draftAt(`identity.service.new.${account.id}`),
    prepare: (v) => ({ ...v, officeId: v.officeId ?? undefined, keeperId: v.keeperId ?? undefined }),
    onSubmit: async (body) => {
      const made = await create.mutateAsync({ body });
      go(`/administration/service-accounts/${made.id}`);
    },
  });
  const keeper = form.value<string | null>('keeperId');
  return (
    <>
      <ScreenHead title={t('new')} intro={t('newIntro')} />
      <Form form={form} submitLabel={t('create')}>
        <TextInput label={t('name')} {...form.text('name')} />
        <Select
          label={t('office')}
          data={(offices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.value<string | null>('officeId')}
        />
        <Keeper
          label={t('keeper')}
          id={keeper.id}
          value={keeper.value}
          onChange={keeper.onChange}
          error={keeper.error as string | undefined}
        />
      </Form>
    </>
  );
}
