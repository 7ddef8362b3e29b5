import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { draftAt } from '#platform/ui/form/drafts.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { createSite } from '../../contract/site.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { bodyOf, emptySite, SiteFields } from './site-fields.tsx';
import { useOneOperation } from './site-parts.tsx';

/** A new site, of the operation chosen above or of one picked here. */
export function SiteNew() {
  const t = useT(placesMessages);
  const go = useGo();
  const { account, operations } = useMe();
  const one = useOneOperation();
  const [chosen, setChosen] = useState<string | null>(null);
  const operation = one ?? operations.find(({ id }) => id === chosen) ?? null;
  const create = useCall(createSite);
  const form = useForm({
    schema: createSite.schema.body!,
    initial: emptySite,
    prepare: (text) => ({ ...bodyOf(text), operationId: operation?.id }),
    formats: { code: t('field.code.hint') },
    draft: draftAt(`places.site.new.${account.id}`),
    onSubmit: async (body) => {
      const { id } = await create.mutateAsync({ body });
      go(`/places/sites/${id}`);
    },
  });
  return (
    <RecordScreen
      reference={t('sites.new')}
      title={t('sites.new')}
      back={{ to: '/places/sites', label: t('sites.title') }}
    >
      <Form
        form={form}
        submitLabel={t('site.create')}
        actions={
          <Button component={AppLink} to="/places/sites" className="" variant="default">
            {t('cancel')}
          </Button>
        }
      >
        {!one && (
          <Select
            id={`${form.formId}-operationId`}
            label={t('site.operation')}
            data={operations.map(({ id, name }) => ({ value: id, label: name }))}
            error={form.errors.operationId}
            value={chosen}
            onChange={setChosen}
          />
        )}
        <SiteFields form={form} country={operation?.country} />
      </Form>
    </RecordScreen>
  );
}
