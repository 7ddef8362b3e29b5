import { Stack } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { AuditEntry } from '../contract.ts';
import { auditMessages } from '../messages/catalogue.ts';
import classes from './audit.module.css';
import { useSayings } from './use-sayings.ts';

/** One entry whole: who, in which role, why, what changed, and its place in the chain. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const t = useT(auditMessages);
  const format = useFormat();
  const say = useSayings([entry]);
  const changes = say.changes(entry);
  return (
    <Dialog onClose={onClose} title={say.what(entry)} size="lg">
      <Stack>
        <Facts
          facts={[
            { label: t('record'), value: `${say.kind(entry.entity)} · ${say.label(entry)}` },
            { label: t('who'), value: say.who(entry) ?? t('itself') },
            { label: t('roles'), value: entry.roles.map(say.role).join(', ') },
            { label: t('when'), value: format.dateTime(entry.at, 'UTC') },
            { label: t('reason'), value: entry.reason },
          ]}
        />
        {changes.length === 0 ? (
          <p className={classes.quiet}>{t('noChanges')}</p>
        ) : (
          <DataTable
            caption={t('changes')}
            rows={changes}
            rowKey={({ field }) => field}
            columns={[
              { id: 'field', header: t('field'), rowHeader: true, cell: ({ field }) => field },
              { id: 'before', header: t('before'), cell: ({ before }) => <Value text={before} /> },
              { id: 'after', header: t('after'), cell: ({ after }) => <Value text={after} /> },
            ]}
          />
        )}
        <details>
          <summary className={classes.summary}>{t('technical')}</summary>
          <Facts
            facts={[
              { label: t('action'), value: <Code text={entry.action} /> },
              { label: t('recordId'), value: <Code text={`${entry.entity} ${entry.entityId}`} /> },
              { label: t('chainNumber'), value: format.number(entry.seq) },
              { label: t('hash'), value: <Code text={entry.hash} /> },
              { label: t('request'), value: entry.requestId && <Code text={entry.requestId} /> },
            ]}
          />
        </details>
      </Stack>
    </Dialog>
  );
}

const Code = ({ text }: { text: string }) => <span className="sj-code">{text}</span>;

const Value = ({ text }: { text: string | null }) => <bdi>{text === null || text === '' ? '–' : text}</bdi>;
