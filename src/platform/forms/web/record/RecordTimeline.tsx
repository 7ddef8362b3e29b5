import { Button, Skeleton } from '@mantine/core';
import { type AuditEntry, listEntries } from '#platform/audit/contract.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useList } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Timeline, type TimelineEntry } from '#platform/ui/record/timeline.tsx';
import { useMay } from '#platform/ui/session.tsx';
import type { FormRecord } from '../../contract/record.ts';
import type { ReviewState } from '../../contract/shapes.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import type { messages as texts } from '../../messages/en.ts';
import { reviewStates } from '../parts.tsx';

type Say = Translator<keyof typeof texts & string>;

/** What happened to the record: from the audit log for those who may read it, else from the record itself. */
export function RecordTimeline({ record }: { record: FormRecord }) {
  return useMay('audit.entry.read') ? <FromAudit record={record} /> : <FromRecord record={record} />;
}

function FromRecord({ record }: { record: FormRecord }) {
  const t = useT(formsMessages);
  const entries: TimelineEntry[] = [
    ...record.submissions.map((one, index, all) => ({
      id: one.id,
      at: one.receivedAt,
      who: one.submittedByName,
      what: t(index === all.length - 1 ? 'event.received' : 'event.edited'),
    })),
    ...record.comments.map((one) => ({
      id: one.id,
      at: one.at,
      who: one.byName,
      what: one.stateAfter
        ? t('event.reviewed', { state: t(`review.${one.stateAfter}`) })
        : t('event.commented'),
      detail: one.text,
    })),
  ];
  return <Timeline entries={entries.toSorted((a, b) => b.at.localeCompare(a.at))} />;
}

function FromAudit({ record }: { record: FormRecord }) {
  const t = useT(formsMessages);
  const log = useList(listEntries, { querystring: { entity: 'forms.record', entityId: record.id } });
  if (log.error && log.items.length === 0) {
    return <Problem error={log.error} onRetry={() => void log.refetch()} />;
  }
  if (log.isPending) return <Skeleton height={120} />;
  return (
    <>
      <Timeline
        entries={log.items.map((entry) => ({
          id: String(entry.id),
          at: entry.at,
          who: entry.actorName,
          what: wordsFor(entry, t),
          detail: entry.reason,
        }))}
      />
      {log.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t('history.older')}
        </Button>
      )}
    </>
  );
}

const events = {
  'forms.record_received': 'event.received',
  'forms.record_edited': 'event.edited',
  'forms.record_commented': 'event.commented',
  'forms.record.read': 'event.read',
} as const;

/** An action of the log in words; one that is not ours keeps its code. */
function wordsFor({ action, after }: AuditEntry, t: Say): string {
  if (action === 'forms.record_reviewed') {
    const state = (after as { reviewState?: ReviewState } | null)?.reviewState;
    if (state && reviewStates.includes(state)) return t('event.reviewed', { state: t(`review.${state}`) });
  }
  const key = events[action as keyof typeof events];
  return key ? t(key) : action;
}
