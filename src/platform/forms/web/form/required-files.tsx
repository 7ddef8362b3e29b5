import { Button, FileButton } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { refresh } from '#platform/ui/call.ts';
import { FileDrop } from '#platform/ui/file-drop.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import {
  downloadFile,
  type Form,
  type requiredFile,
  uploadFile,
  type VersionSummary,
} from '../../contract/form.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import { sendFile, useUpload } from '../upload.ts';

type RequiredFile = z.infer<typeof requiredFile>;

const LIMIT = uploadFile.config.bodyLimit!;
const endingOf = (name: string): string => /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? '';

interface FilesProps {
  form: Form;
  version: VersionSummary;
  files: readonly RequiredFile[];
}

/** The files that the form names: which are there, which are missing, and a place to drop them all at once. */
export function RequiredFiles({ form, version, files }: FilesProps) {
  const t = useT(formsMessages);
  const mayUpload = useMay('forms.form.write') && version.state !== 'retired';
  const sender = useFileSender(form.id, version.id, files);
  const missing = files.filter(({ uploadedAt }) => uploadedAt === null);
  const endings = [...new Set(files.map(({ name }) => endingOf(name)).filter(Boolean))];
  return (
    <Panel
      title={t('files.title')}
      aside={
        <StateBadge tone={missing.length > 0 ? 'warn' : 'good'}>
          {missing.length > 0 ? t('version.missing', { count: missing.length }) : t('files.complete')}
        </StateBadge>
      }
    >
      {mayUpload && missing.length > 1 && (
        <FileDrop
          label={t('files.drop')}
          accept={endings}
          maxBytes={LIMIT}
          multiple
          disabled={sender.sending !== null}
          hint={t('files.byName')}
          onFiles={(chosen) => void sender.sendAll(chosen)}
        />
      )}
      {sender.unknown.length > 0 && (
        <p role="alert" className={classes.quiet}>
          {t('files.unknown', { count: sender.unknown.length, names: sender.unknown.join(', ') })}
        </p>
      )}
      {sender.sending && (
        <ProgressPanel
          name={t('files.sending', { name: sender.sending.name })}
          state="running"
          done={sender.sending.sent}
          total={sender.sending.total}
          onCancel={sender.stop}
        />
      )}
      {sender.failure !== undefined && <Problem error={sender.failure} />}
      <ul className={classes.files} aria-label={t('files.title')}>
        {files.map((file) => (
          <FileRow
            key={file.name}
            file={file}
            href={routeUrl(downloadFile, {
              params: { formId: form.id, versionId: version.id, name: file.name },
            })}
            {...(mayUpload ? { onFile: (chosen: File) => void sender.sendOne(file.name, chosen) } : {})}
          />
        ))}
      </ul>
    </Panel>
  );
}

function useFileSender(formId: string, versionId: string, files: readonly RequiredFile[]) {
  const queries = useQueryClient();
  const upload = useUpload();
  const [unknown, setUnknown] = useState<string[]>([]);
  const sendOne = async (name: string, file: File) => {
    const params = { formId, versionId, name };
    const answer = await upload.send(file, (options) => sendFile(uploadFile, { params }, file, options));
    await refresh(queries, ['forms']);
    return answer !== undefined;
  };
  const sendAll = async (chosen: readonly File[]) => {
    const nameFor = (file: File) =>
      files.find(({ name }) => name.toLowerCase() === file.name.toLowerCase())?.name;
    setUnknown(chosen.filter((file) => !nameFor(file)).map(({ name }) => name));
    for (const file of chosen) {
      const name = nameFor(file);
      if (name && !(await sendOne(name, file))) return;
    }
  };
  return { ...upload, unknown, sendOne, sendAll };
}

function FileRow(props: { file: RequiredFile; href: string; onFile?: (file: File) => void }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { file, onFile } = props;
  const isThere = file.uploadedAt !== null;
  return (
    <li>
      <span>
        {isThere ? (
          <a className="sj-link" href={props.href} download={file.name}>
            <bdi>{file.name}</bdi>
          </a>
        ) : (
          <bdi>{file.name}</bdi>
        )}
      </span>
      {isThere ? (
        <span className={classes.quiet}>
          {[file.size !== null && format.bytes(file.size), format.date(file.uploadedAt!)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ) : (
        <StateBadge tone="warn">{t('files.missing')}</StateBadge>
      )}
      {onFile && (
        <FileButton accept={endingOf(file.name)} onChange={(chosen) => chosen && onFile(chosen)}>
          {(button) => (
            <Button
              {...button}
              size="compact-sm"
              variant="default"
              leftSection={<IconUpload size={14} aria-hidden />}
              aria-label={t(isThere ? 'files.replaceNamed' : 'files.uploadNamed', { name: file.name })}
            >
              {t(isThere ? 'files.replace' : 'files.upload')}
            </Button>
          )}
        </FileButton>
      )}
    </li>
  );
}
