import type { ReactNode } from 'react';
import { useFormat, useT } from '../../i18n/web/use-t.tsx';
import { uiMessages } from '../messages/catalogue.ts';
import classes from './record.module.css';

export interface TimelineEntry {
  id: string;
  /** ISO instant. */
  at: string;
  /** Null when Sojourn itself acted. */
  who: string | null;
  /** In which role. */
  role?: string | null;
  what: string;
  detail?: ReactNode;
  changes?: readonly { field: string; before: string | null; after: string | null }[];
}

/** What happened to a record, newest first, for those entitled to see it. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useT(uiMessages);
  const format = useFormat();
  if (entries.length === 0) return <p className={classes.quiet}>{t('record.noTimeline')}</p>;
  return (
    <ol className={classes.timeline} aria-label={t('record.timeline')}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <div className={classes.timelineHead}>
            <strong>{entry.what}</strong>
            <time dateTime={entry.at} title={format.relative(entry.at)}>
              {format.dateTime(entry.at)}
            </time>
          </div>
          <div className={classes.quiet}>
            {[entry.who ?? t('record.system'), entry.role].filter(Boolean).join(' · ')}
          </div>
          {entry.detail && <div>{entry.detail}</div>}
          {entry.changes && entry.changes.length > 0 && <Changes changes={entry.changes} />}
        </li>
      ))}
    </ol>
  );
}

function Changes({ changes }: { changes: NonNullable<TimelineEntry['changes']> }) {
  const t = useT(uiMessages);
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span>{field}: </span>
          {before !== null && <Version label={t('record.before')} text={before} old />}{' '}
          {after !== null && <Version label={t('record.after')} text={after} />}
        </li>
      ))}
    </ul>
  );
}

function Version({ label, text, old }: { label: string; text: string; old?: boolean }) {
  const Tag = old ? 'del' : 'ins';
  return (
    <Tag>
      <span className="sj-hidden">{label}: </span>
      {text === '' ? '–' : text}
    </Tag>
  );
}
