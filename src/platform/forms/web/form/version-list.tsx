import { Button } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconChevronDown, IconChevronUp, IconFileSpreadsheet, IconFileTypeXml } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { downloadWorkbook, downloadXForm, type Form, type VersionSummary } from '../../contract/form.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import { VersionStateBadge } from '../parts.tsx';
import { VersionActions } from './version-actions.tsx';
import { VersionDetails } from './version-details.tsx';

/** Every version of the form, newest first, with what can be done to it. */
export function VersionList({ form }: { form: Form }) {
  return (
    <div className={classes.stack}>
      {form.versions.map((version, index) => (
        <VersionCard key={version.id} form={form} version={version} startsOpen={index === 0} />
      ))}
    </div>
  );
}

function VersionCard(props: { form: Form; version: VersionSummary; startsOpen: boolean }) {
  const t = useT(formsMessages);
  const { form, version } = props;
  const needsFiles = version.missingFiles.length > 0 && version.state !== 'retired';
  const [open, setOpen] = useState(props.startsOpen || needsFiles);
  const mayWrite = useMay('forms.form.write');
  const Chevron = open ? IconChevronUp : IconChevronDown;
  const name = t('import.version', { version: version.version || '–' });
  return (
    <section className={`sj-surface ${classes.version}`} aria-label={name}>
      <div className={classes.versionHead}>
        <h2>{name}</h2>
        <VersionStateBadge state={version.state} />
      </div>
      <VersionMeta version={version} />
      <div className={classes.buttons}>
        {mayWrite && <VersionActions form={form} version={version} />}
        <Downloads form={form} version={version} />
        <Button
          variant="subtle"
          aria-expanded={open}
          rightSection={<Chevron size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {t('version.details')}
        </Button>
      </div>
      {open && <VersionDetails form={form} version={version} />}
    </section>
  );
}

function VersionMeta({ version }: { version: VersionSummary }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { createdByName, publishedAt, retiredAt, missingFiles } = version;
  const day = format.date(version.createdAt);
  return (
    <div className={classes.versionMeta}>
      <span>
        {createdByName
          ? t('version.importedBy', { name: createdByName, day })
          : t('version.imported', { day })}
      </span>
      {publishedAt && <span>{t('version.published', { day: format.date(publishedAt) })}</span>}
      {retiredAt && <span>{t('version.retired', { day: format.date(retiredAt) })}</span>}
      <span>{t('version.records', { count: version.recordCount })}</span>
      {missingFiles.length > 0 && <span>{t('version.missing', { count: missingFiles.length })}</span>}
    </div>
  );
}

function Downloads({ form, version }: { form: Form; version: VersionSummary }) {
  const t = useT(formsMessages);
  const params = { formId: form.id, versionId: version.id };
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={routeUrl(downloadWorkbook, { params })}
        download
        leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      >
        {t('version.workbook')}
      </Button>
      <Button
        component="a"
        variant="default"
        href={routeUrl(downloadXForm, { params })}
        download
        leftSection={<IconFileTypeXml size={16} aria-hidden />}
      >
        {t('version.xform')}
      </Button>
    </>
  );
}
