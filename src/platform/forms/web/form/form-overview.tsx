import { Stack } from '@mantine/core';
import { RecordTimeline } from '#platform/audit/web/record-timeline.tsx';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import type { Form } from '../../contract/form.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';

const COUNTED = 10_000;

/** What the form is, and the ways in which people fill it. */
export function FormOverview({ form }: { form: Form }) {
  const t = useT(formsMessages);
  return (
    <Stack>
      <Panel title={t('overview.facts')}>
        <FormFacts form={form} />
      </Panel>
      <Panel title={t('overview.ways')}>
        <Ways form={form} />
      </Panel>
      <Panel title={t('history.timeline')}>
        <RecordTimeline entity="forms.form" entityId={form.id} />
      </Panel>
    </Stack>
  );
}

function FormFacts({ form }: { form: Form }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { operations } = useMe();
  const operation = operations.find(({ id }) => id === form.operationId);
  const open = form.versions
    .filter(({ state }) => state === 'published')
    .map(({ version }) => version || '–');
  return (
    <Facts
      facts={[
        { label: t('form.identifier'), value: <span className="sj-code">{form.xmlFormId}</span> },
        { label: t('form.operation'), value: operation && `${operation.code} · ${operation.name}` },
        { label: t('form.openVersions'), value: open.length > 0 ? format.list(open) : t('form.none') },
        { label: t('form.draftVersion'), value: form.draftVersion ?? t('form.none') },
        {
          label: t('form.languages'),
          value: form.languages.length > 0 ? format.list(form.languages) : t('form.oneLanguage'),
        },
        {
          label: t('records'),
          value:
            form.recordCount > COUNTED
              ? t('records.more', { count: format.number(COUNTED) })
              : format.number(form.recordCount),
        },
        {
          label: t('form.lastReceived'),
          value: form.lastReceivedAt ? format.dateTime(form.lastReceivedAt) : t('form.never'),
        },
      ]}
    />
  );
}

function Ways({ form }: { form: Form }) {
  const t = useT(formsMessages);
  const mayKeepDevices = useMay('forms.device.write');
  if (form.publishedVersion === null) return <p className={classes.quiet}>{t('overview.publishFirst')}</p>;
  return (
    <Stack gap="md">
      <CopyField
        label={t('overview.browser')}
        description={t('overview.browser.hint')}
        value={new URL(`/forms/${form.id}/fill`, window.location.href).href}
      />
      <div className={classes.small}>
        <strong>{t('overview.collect')}</strong>
        <p className={classes.quiet}>{t('overview.collect.hint')}</p>
        {mayKeepDevices && <AppLink to="/forms/devices">{t('overview.devices')}</AppLink>}
      </div>
    </Stack>
  );
}
