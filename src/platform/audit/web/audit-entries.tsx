import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { Filter, ListQuery } from '#platform/ui/list/types.ts';
import { useDeclaredWords } from '#platform/ui/slice-words.ts';
import { type AuditEntry, listEntries } from '../contract.ts';
import { auditMessages } from '../messages/catalogue.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { PersonFilter } from './person-filter.tsx';
import { useSayings } from './use-sayings.ts';

/** Days of the reader as instants: from the first moment of one to the last of the other. */
function toQuerystring({ atFrom, atTo, sort: _, ...rest }: ListQuery): Record<string, unknown> {
  const start = (day: string | string[] | undefined, days: number) => {
    if (typeof day !== 'string') return undefined;
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + days).toISOString();
  };
  return { ...rest, from: start(atFrom, 0), to: start(atTo, 1) };
}

/** Who did what to which record; one click away what changed. */
export function AuditEntries() {
  const t = useT(auditMessages);
  const format = useFormat();
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const filters = useFilters();
  return (
    <>
      <ListScreen
        id="audit.entries"
        embedded
        title={t('entries')}
        route={listEntries}
        toQuerystring={toQuerystring}
        rowKey={({ id }) => String(id)}
        rowName={({ action }) => action}
        filters={filters}
        controls={<PersonFilter />}
        columns={[
          {
            id: 'what',
            header: t('what'),
            primary: true,
            width: 320,
            cell: (entry) => <What entry={entry} />,
          },
          { id: 'who', header: t('who'), width: 170, cell: (entry) => <Who entry={entry} /> },
          { id: 'at', header: t('when'), width: 170, cell: ({ at }) => format.dateTime(at) },
          { id: 'record', header: t('record'), width: 130, cell: (entry) => <Kind entry={entry} /> },
          { id: 'reason', header: t('reason'), width: 180, hidden: true, cell: ({ reason }) => reason },
          {
            id: 'details',
            header: t('details'),
            width: 120,
            cell: (entry) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('detailsOf', { id: entry.id })}
                onClick={() => setOpened(entry)}
              >
                {t('show')}
              </Button>
            ),
          },
        ]}
        empty={{ icon: IconHistory, title: t('empty'), text: t('emptyText') }}
      >
        <p style={{ marginBlockStart: 0, maxInlineSize: '44rem' }}>{t('intro')}</p>
      </ListScreen>
      {opened && <EntryDialog entry={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function useFilters(): Filter[] {
  const t = useT(auditMessages);
  const options = (words: { code: string; words: string }[]) =>
    words.map(({ code, words }) => ({ value: code, label: words }));
  const actions = options(useDeclaredWords('action.', auditMessages));
  const entities = options(useDeclaredWords('entity.', auditMessages));
  return [
    { id: 'action', label: t('action'), kind: 'select', options: actions },
    { id: 'entity', label: t('record'), kind: 'select', options: entities },
    { id: 'entityId', label: t('recordId'), kind: 'text' },
    { id: 'at', label: t('when'), kind: 'date' },
    {
      id: 'actorId',
      label: t('who'),
      kind: 'own',
      parts: (value) => [{ text: `${value.slice(0, 8)}…`, rest: undefined }],
    },
  ];
}

function What({ entry }: { entry: AuditEntry }) {
  const t = useT(auditMessages);
  const say = useSayings([entry]);
  const own = entry.entity === 'identity.account' && entry.entityId === entry.actorId;
  return own ? say.what(entry) : t('sentence', { what: say.what(entry), name: say.label(entry) });
}

function Who({ entry }: { entry: AuditEntry }) {
  const t = useT(auditMessages);
  const say = useSayings([entry]);
  return say.who(entry) ?? t('itself');
}

function Kind({ entry }: { entry: AuditEntry }) {
  return useSayings([entry]).kind(entry.entity);
}
