import { Button } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconDownload } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { cancelExport, downloadExport, type ExportJob } from '../../contract/export.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';

/** One export: how far it is, a way to stop it, and its file. */
export function JobPanel({ job }: { job: ExportJob }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const cancel = useCall(cancelExport);
  const params = { exportId: job.id };
  const facts = [
    t(`export.format.${job.format}`),
    format.dateTime(job.createdAt),
    job.size !== null && format.bytes(job.size),
    job.state === 'done' && t('export.until', { when: format.dateTime(job.expiresAt) }),
  ];
  return (
    <ProgressPanel
      name={job.fileName}
      state={job.state}
      done={job.done}
      {...(job.total === null ? {} : { total: job.total })}
      onCancel={() => cancel.mutate({ params })}
    >
      {job.problem && <p role="alert">{job.problem}</p>}
      {cancel.error && <Problem error={cancel.error} />}
      <div className={classes.buttons}>
        {job.state === 'done' && (
          <Button
            component="a"
            href={routeUrl(downloadExport, { params })}
            download={job.fileName}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('export.download')}
          </Button>
        )}
        <span className={classes.quiet}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
    </ProgressPanel>
  );
}
