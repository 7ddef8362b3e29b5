import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { FollowedRun } from '#platform/jobs/web/run-panel.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { type ExportJob, type ExportOptions, exportRecords, startExport } from '../../contract/export.ts';
import type { Form } from '../../contract/form.ts';
import type { Outline } from '../../contract/shapes.ts';
import { bestLanguage } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import { FormLanguage } from '../parts.tsx';
import { useRecordFilter } from '../records/record-query.ts';
import { ExportFile } from './export-panel.tsx';

interface DialogProps {
  form: Form;
  outline: Outline;
  format: ExportOptions['format'];
  onClose: () => void;
}

/** How the records of the filter are written; then the work itself, which goes on when the dialog is closed. */
export function ExportDialog({ form, outline, format, onClose }: DialogProps) {
  const t = useT(formsMessages);
  const reader = useLanguage();
  const filter = useRecordFilter();
  const start = useCall(startExport, { also: ['jobs'] });
  const [options, setOptions] = useState<ExportOptions>({
    format,
    choices: 'labels',
    heads: 'labels',
    language: bestLanguage(outline, reader),
    splitMultiple: 'no',
    groupNames: 'yes',
  });
  const params = { formId: form.id };
  const query = { ...filter, ...options };
  return (
    <Dialog onClose={onClose} title={t(`export.format.${format}`)} size="lg">
      {start.data ? (
        <Running job={start.data} onClose={onClose} />
      ) : (
        <Stack>
          <p className={classes.quiet}>
            {t(Object.keys(filter).length > 0 ? 'export.filtered' : 'export.all')}
          </p>
          <Options outline={outline} value={options} onChange={setOptions} />
          {start.error && <Problem error={start.error} />}
          <Group justify="flex-end">
            <Button
              component="a"
              variant="default"
              href={routeUrl(exportRecords, { params, querystring: query })}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('export.now')}
            </Button>
            <Button loading={start.isPending} onClick={() => start.mutate({ params, body: query })}>
              {t('export.start')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

function Options(props: {
  outline: Outline;
  value: ExportOptions;
  onChange: (options: ExportOptions) => void;
}) {
  const t = useT(formsMessages);
  const { outline, value, onChange } = props;
  const usesLabels = value.choices === 'labels' || value.heads === 'labels';
  return (
    <>
      <Radio.Group
        label={t('export.content')}
        value={value.choices}
        onChange={(choices) => {
          const way = choices as ExportOptions['choices'];
          onChange({ ...value, choices: way, heads: way === 'labels' ? 'labels' : 'names' });
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="labels" label={t('export.labels')} description={t('export.labels.hint')} />
          <Radio value="values" label={t('export.values')} description={t('export.values.hint')} />
        </Stack>
      </Radio.Group>
      {usesLabels && (
        <FormLanguage
          languages={outline.languages}
          value={value.language ?? outline.defaultLanguage}
          onChange={(language) => onChange({ ...value, language })}
        />
      )}
      <Checkbox
        label={t('export.split')}
        description={t('export.split.hint')}
        checked={value.splitMultiple === 'yes'}
        onChange={(event) =>
          onChange({ ...value, splitMultiple: event.currentTarget.checked ? 'yes' : 'no' })
        }
      />
      {value.heads === 'names' && (
        <Checkbox
          label={t('export.groups')}
          checked={value.groupNames === 'yes'}
          onChange={(event) => onChange({ ...value, groupNames: event.currentTarget.checked ? 'yes' : 'no' })}
        />
      )}
    </>
  );
}

function Running({ job, onClose }: { job: ExportJob; onClose: () => void }) {
  const t = useT(formsMessages);
  return (
    <Stack>
      <FollowedRun runId={job.run.id} name={job.fileName} here result={<ExportFile job={job} />} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('close')}
        </Button>
      </Group>
    </Stack>
  );
}
