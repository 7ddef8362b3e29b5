import { Button, Skeleton } from '@mantine/core';
import { IconFileImport, IconPencilPlus } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { RecordScreen, type RecordTab, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { type Form, getForm } from '../contract/form.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { FormOverview } from './form/form-overview.tsx';
import { VersionList } from './form/version-list.tsx';
import { Notice } from './notice.tsx';
import { FormStateBadge } from './parts.tsx';
import { MapTab } from './records/map-tab.tsx';
import { filterNames } from './records/record-query.ts';
import { RecordsTab } from './records/records-tab.tsx';

/** One form: its records as list and map, its versions, what it is. */
export function FormView() {
  const { formId } = useParams({ strict: false }) as { formId: string };
  const t = useT(formsMessages);
  const view = useRead(getForm, { params: { formId } });
  if (view.error && !view.data) {
    const back = { to: '/forms', label: t('list.title') };
    return <UnreadableRecord back={back} error={view.error} onRetry={() => void view.refetch()} />;
  }
  if (!view.data) return <FormLoading />;
  return <Loaded form={view.data} />;
}

function Loaded({ form }: { form: Form }) {
  const t = useT(formsMessages);
  const tabs = useTabs(form);
  return (
    <RecordScreen
      reference={form.xmlFormId}
      title={form.title}
      back={{ to: '/forms', label: t('list.title') }}
      state={<FormStateBadge state={form.state} />}
      actions={<Actions form={form} />}
      notice={<NextStep form={form} />}
      tabs={tabs}
      keep={filterNames}
    />
  );
}

function useTabs(form: Form): RecordTab[] {
  const t = useT(formsMessages);
  const format = useFormat();
  const mayRead = useMay('forms.record.read');
  const records: RecordTab[] = [
    { id: 'records', label: t('tab.records'), content: <RecordsTab form={form} /> },
    { id: 'map', label: t('tab.map'), content: <MapTab form={form} /> },
  ];
  return [
    ...(mayRead ? records : []),
    {
      id: 'versions',
      label: t('tab.versions'),
      count: format.number(form.versions.length),
      content: <VersionList form={form} />,
    },
    { id: 'overview', label: t('tab.overview'), content: <FormOverview form={form} /> },
  ];
}

function Actions({ form }: { form: Form }) {
  const t = useT(formsMessages);
  const mayFill = useMay('forms.record.submit');
  const mayWrite = useMay('forms.form.write');
  return (
    <>
      {mayFill && form.publishedVersion !== null && (
        <Button
          component={AppLink}
          to={`/forms/${form.id}/fill`}
          leftSection={<IconPencilPlus size={18} aria-hidden />}
        >
          {t('form.fill')}
        </Button>
      )}
      {mayWrite && (
        <Button
          component={AppLink}
          to="/forms/import"
          variant="default"
          leftSection={<IconFileImport size={18} aria-hidden />}
        >
          {t('form.newVersion')}
        </Button>
      )}
    </>
  );
}

/** What keeps the form from being used, with the way to mend it. */
function NextStep({ form }: { form: Form }) {
  const t = useT(formsMessages);
  const mayWrite = useMay('forms.form.write');
  const newest = form.versions[0];
  if (!newest) return null;
  const toVersions = mayWrite && (
    <AppLink to={`/forms/${form.id}?tab=versions`} className="sj-link">
      {t('form.toVersions')}
    </AppLink>
  );
  if (newest.missingFiles.length > 0 && newest.state !== 'retired') {
    return (
      <Notice tone="warn" action={toVersions}>
        {t('form.filesMissing', { version: newest.version || '–', count: newest.missingFiles.length })}
      </Notice>
    );
  }
  if (form.publishedVersion === null && form.state !== 'retired') {
    return (
      <Notice tone="warn" action={toVersions}>
        {t('form.notPublished')}
      </Notice>
    );
  }
  return null;
}

function FormLoading() {
  const t = useT(formsMessages);
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton height={28} width="50%" mb="sm" />
      <Skeleton height={16} width="30%" mb="xl" />
      <Skeleton height={320} />
    </div>
  );
}
