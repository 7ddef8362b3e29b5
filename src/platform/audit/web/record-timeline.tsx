import { Button, Group, Skeleton } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useList } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Timeline, type TimelineEntry } from '#platform/ui/record/timeline.tsx';
import { listTimeline } from '../contract.ts';
import { auditMessages } from '../messages/catalogue.ts';
import { useSayings } from './use-sayings.ts';

interface RecordTimelineProps {
  /** Table of the record, `schema.table`, as its audit entries name it. */
  entity: string;
  entityId: string;
}

/**
 * What was done to a record, newest first, with the fields that changed. The database shows it to those who can see the
 * record. Give `useCall` of a slice's writes `{ also: ['audit'] }`, and a timeline on screen follows them.
 */
export function RecordTimeline({ entity, entityId }: RecordTimelineProps) {
  const t = useT(auditMessages);
  const list = useList(listTimeline, { querystring: { entity, entityId, limit: 50 } });
  const say = useSayings(list.items);
  if (list.isError && list.items.length === 0) {
    return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.isPending) return <Skeleton height={120} aria-label={t('loading')} aria-busy />;
  const entries = list.items.map((entry): TimelineEntry => {
    const roles = entry.roles.map(say.role).join(', ');
    return {
      id: String(entry.id),
      at: entry.at,
      who: say.who(entry),
      role: roles || null,
      what: say.what(entry),
      ...(entry.reason ? { detail: t('because', { reason: entry.reason }) } : {}),
      changes: say.changes(entry, 'inWords'),
    };
  });
  return (
    <>
      <Timeline entries={entries} />
      {list.isError && <Problem error={list.error} onRetry={() => void list.fetchNextPage()} />}
      {list.hasNextPage && (
        <Group mt="md">
          <Button
            size="compact-sm"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('older')}
          </Button>
        </Group>
      )}
    </>
  );
}
