import { Button, Group, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { type Language, languages } from '#platform/i18n/language.ts';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { FollowedRun } from '#platform/jobs/web/run-panel.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { beginReport } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import type { FiguresChoice } from './use-figures-choice.ts';

/** Has the figures on screen set as a document; the work goes on when the dialog is closed. */
export function ReportDialog({ choice, onClose }: { choice: FiguresChoice; onClose: () => void }) {
  const t = useT(displacementMessages);
  const words = useFormat();
  const begin = useCall(beginReport, { also: ['jobs'] });
  const [format, setFormat] = useState<'pdf' | 'docx'>('pdf');
  const reader = useLanguage();
  const [language, setLanguage] = useState<Language>(reader);
  const { round, tool, category, level, within } = choice;
  const start = () =>
    begin.mutate({
      params: { roundId: round!.id },
      body: { tool, category, level, language, format, ...(within ? { within } : {}) },
    });
  return (
    <Dialog onClose={onClose} title={t('report.title')}>
      {begin.data ? (
        <FollowedRun runId={begin.data.runId} />
      ) : (
        <Stack>
          <p>{t('report.text')}</p>
          <Radio.Group
            label={t('report.format')}
            value={format}
            onChange={(value) => setFormat(value as typeof format)}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="pdf" label={t('report.pdf')} />
              <Radio value="docx" label={t('report.docx')} />
            </Stack>
          </Radio.Group>
          <Select
            label={t('report.language')}
            data={languages.map((value) => ({ value, label: words.language(value) }))}
            value={language}
            onChange={(value) => value && setLanguage(value as Language)}
            allowDeselect={false}
          />
          {begin.error && <Problem error={begin.error} />}
          <Group justify="flex-end">
            <Button loading={begin.isPending} onClick={start}>
              {t('report.make')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
