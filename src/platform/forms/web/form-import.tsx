import { Button, Select } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { refresh } from '#platform/ui/call.ts';
import { FileDrop } from '#platform/ui/file-drop.tsx';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay, useMe, useOperation } from '#platform/ui/session.tsx';
import { type Compilation, compileWorkbook, importWorkbook } from '../contract/form.ts';
import { formsMessages } from '../messages/catalogue.ts';
import type { Step } from './fill/draft/journal.ts';
import classes from './forms.module.css';
import { Report } from './import/report.tsx';
import { type Sending, sendFile, useUpload } from './upload.ts';

const LIMIT = importWorkbook.config.bodyLimit!;

interface Tried {
  form: string;
  steps: { current: Step[] };
}

/** Tries a workbook and says what is wrong and what an import would do; then stores it as a draft. */
export function FormImport() {
  const t = useT(formsMessages);
  const go = useGo();
  const queries = useQueryClient();
  const mayWrite = useMay('forms.form.write');
  const place = useImportPlace();
  const upload = useUpload();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Compilation | null>(null);
  const tried = useRef<Tried>({ form: '', steps: { current: [] } });
  const compile = async (chosen: File, operationId: string | null) => {
    setFile(chosen);
    // What was found before stays in sight until the answer is there: people mend, drop and compare.
    const answer = await upload.send(chosen, (options) =>
      sendFile(compileWorkbook, { querystring: operationId ? { operationId } : {} }, chosen, options),
    );
    if (answer?.compiled && answer.compiled.xmlFormId !== tried.current.form) {
      tried.current = { form: answer.compiled.xmlFormId, steps: { current: [] } };
    }
    setReport(answer ?? null);
  };
  const store = async () => {
    if (!file || !place.operationId) return;
    const operationId = place.operationId;
    const answer = await upload.send(file, (options) =>
      sendFile(importWorkbook, { params: { operationId } }, file, options),
    );
    if (!answer) return;
    await refresh(queries, ['forms']);
    go(`/forms/${answer.form.id}?tab=versions`);
  };
  const storable = report?.ok === true && report.refusal === null && mayWrite && place.operationId !== null;
  return (
    <>
      <ScreenHead
        title={t(mayWrite ? 'import.title' : 'import.try')}
        intro={t('import.intro')}
        actions={
          <Button component={AppLink} to="/forms" variant="default">
            {t('import.back')}
          </Button>
        }
      />
      <div className={classes.stack}>
        <ImportPlace
          place={place}
          onChange={(id) => {
            place.choose(id);
            if (file) void compile(file, id);
          }}
        />
        <FileDrop
          label={t(file ? 'import.another' : 'import.drop')}
          accept={['.xlsx', '.xls']}
          maxBytes={LIMIT}
          disabled={upload.sending !== null}
          onFiles={([chosen]) => chosen && void compile(chosen, place.operationId)}
        />
        {upload.sending && <Progress sending={upload.sending} onStop={upload.stop} />}
        {upload.failure !== undefined && (
          <Problem
            error={upload.failure}
            {...(file && !report ? { onRetry: () => void compile(file, place.operationId) } : {})}
          />
        )}
        {file && report && (
          <Report
            fileName={file.name}
            report={report}
            tried={tried.current.steps}
            action={
              storable && (
                <Button
                  loading={upload.sending !== null}
                  leftSection={<IconFileImport size={18} aria-hidden />}
                  onClick={() => void store()}
                >
                  {t('import.store')}
                </Button>
              )
            }
          />
        )}
      </div>
    </>
  );
}

function Progress({ sending, onStop }: { sending: Sending; onStop: () => void }) {
  const t = useT(formsMessages);
  const travelling = sending.sent < sending.total;
  return (
    <ProgressPanel
      name={t(travelling ? 'import.sending' : 'import.reading', { name: sending.name })}
      state="running"
      {...(travelling ? { done: sending.sent, total: sending.total } : {})}
      onCancel={onStop}
    />
  );
}

/** The operation that takes the form: the one chosen above, the only one, or one to choose here. */
function useImportPlace() {
  const { operations } = useMe();
  const chosen = useOperation();
  const [picked, choose] = useState<string | null>(null);
  const operationId = picked ?? chosen?.id ?? operations[0]?.id ?? null;
  return { operationId, choose, operations };
}

function ImportPlace(props: { place: ReturnType<typeof useImportPlace>; onChange: (id: string) => void }) {
  const t = useT(formsMessages);
  const { operations, operationId } = props.place;
  if (operations.length === 0) return <p className={classes.quiet}>{t('import.noOperation')}</p>;
  if (operations.length === 1) return null;
  return (
    <Select
      label={t('import.operation')}
      data={operations.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
      value={operationId}
      allowDeselect={false}
      searchable={operations.length > 8}
      maw="28rem"
      onChange={(id) => id && props.onChange(id)}
    />
  );
}
