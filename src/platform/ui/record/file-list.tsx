import { IconFile, IconPhoto } from '@tabler/icons-react';
import { useFormat, useT } from '../../i18n/web/use-t.tsx';
import { uiMessages } from '../messages/catalogue.ts';
import classes from './record.module.css';

export interface RecordFile {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  /** Where it is downloaded. */
  href: string;
  at?: string;
}

/** The files of a record. */
export function FileList({ files }: { files: readonly RecordFile[] }) {
  const t = useT(uiMessages);
  const format = useFormat();
  if (files.length === 0) return <p className={classes.quiet}>{t('record.noFiles')}</p>;
  return (
    <ul className={classes.files} aria-label={t('record.files')}>
      {files.map((file) => {
        const Icon = file.mediaType.startsWith('image/') ? IconPhoto : IconFile;
        return (
          <li key={file.id}>
            <Icon size={20} stroke={1.6} aria-hidden />
            <a className="sj-link" href={file.href} download={file.name}>
              <bdi>{file.name}</bdi>
            </a>
            <span className={classes.quiet}>
              {[format.bytes(file.bytes), file.at && format.date(file.at)].filter(Boolean).join(' · ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
