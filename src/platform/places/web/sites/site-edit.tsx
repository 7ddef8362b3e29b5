import { Button, Skeleton, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { draftAt } from '#platform/ui/form/drafts.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import type { Site } from '../../contract/shapes.ts';
import { getSite, updateSite } from '../../contract/site.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { Unreadable } from '../unreadable.tsx';
import { bodyOf, SiteFields, textOf } from './site-fields.tsx';

/** Changes a site. */
export function SiteEdit() {
  const { siteId } = useParams({ strict: false }) as { siteId: string };
  const answer = useRead(getSite, { params: { siteId } });
  if (answer.error) {
    return (
      <Unreadable
        back="/places/sites"
        list="sites.title"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (!answer.data) return <Skeleton height={320} aria-busy />;
  return <Edit key={answer.data.id} site={answer.data} />;
}

function Edit({ site }: { site: Site }) {
  const t = useT(placesMessages);
  const go = useGo();
  const { account, operations } = useMe();
  const update = useCall(updateSite, { also: ['audit'] });
  // The revision that the person began from: saving over somebody else's change is refused, whatever was read since.
  const [revision] = useState(site.revision);
  const back = `/places/sites/${site.id}`;
  const form = useForm({
    schema: updateSite.schema.body!,
    initial: textOf(site),
    prepare: (text) => ({ ...bodyOf(text), revision, reason: text.reason || undefined }),
    formats: { code: t('field.code.hint') },
    draft: draftAt(`places.site.${site.id}.${revision}.${account.id}`),
    onSubmit: async (body) => {
      await update.mutateAsync({ params: { siteId: site.id }, body });
      go(back);
    },
  });
  return (
    <RecordScreen
      reference={site.code}
      title={t('site.editTitle', { name: site.name })}
      back={{ to: back, label: site.name }}
    >
      <Form
        form={form}
        submitLabel={t('site.save')}
        actions={
          <Button component={AppLink} to={back} className="" variant="default">
            {t('cancel')}
          </Button>
        }
      >
        <SiteFields form={form} country={operations.find(({ id }) => id === site.operationId)?.country} />
        <TextInput
          label={t('optional', { label: t('site.editReason') })}
          maxLength={500}
          {...form.text('reason')}
        />
      </Form>
    </RecordScreen>
  );
}
