import { Button } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconDownload } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { RunPanel } from '#platform/jobs/web/run-panel.tsx';
import { downloadExport, type ExportJob } from '../../contract/export.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';

/** One export: how far it is, and its file. */
export function ExportPanel({ job }: { job: ExportJob }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const facts = [
    t(`export.format.${job.format}`),
    job.size !== null && format.bytes(job.size),
    job.size !== null && t('export.until', { when: format.dateTime(job.expiresAt) }),
  ];
  return (
    <RunPanel run={job.run} name={job.fileName} here result={<ExportFile job={job} />}>
      <span className={classes.quiet}>{facts.filter(Boolean).join(' · ')}</span>
    </RunPanel>
  );
}

export function ExportFile({ job }: { job: Pick<ExportJob, 'id' | 'fileName'> }) {
  const t = useT(formsMessages);
  return (
    <Button
      component="a"
      size="compact-md"
      href={routeUrl(downloadExport, { params: { exportId: job.id } })}
      download={job.fileName}
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t('export.download')}
    </Button>
  );
}
