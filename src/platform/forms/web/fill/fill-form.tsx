import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useGo } from '#platform/ui/link.tsx';
import { randomUuid } from '#platform/ui/random-uuid.ts';
import { useMe } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import { addressOf } from './draft/address.ts';
import { listDrafts } from './draft/drafts.ts';
import { outboxChanges } from './draft/outbox.ts';
import { DraftList } from './screen/draft-list.tsx';
import { FillScreen } from './screen/fill-screen.tsx';
import { Opening } from './screen/opening.tsx';

/**
 * The form that people fill. Without a draft in the address: the drafts of this device, or a new record where there
 * are none. `?draft=` names a record on this device, `?versionId=` another version than the newest published one.
 */
export function FillForm() {
  const { formId = '', recordId } = useParams({ strict: false }) as { formId?: string; recordId?: string };
  const search = useSearch({ strict: false }) as { draft?: string; versionId?: string };
  const versionId = search.versionId;
  return (
    <Suspense fallback={<Opening />}>
      {recordId || search.draft ? (
        <FillScreen
          key={recordId ?? search.draft}
          formId={formId}
          draftId={search.draft ?? recordId!}
          {...(versionId ? { versionId } : {})}
          {...(recordId ? { recordId } : {})}
        />
      ) : (
        <Start formId={formId} versionId={versionId} />
      )}
    </Suspense>
  );
}

/** Nothing begun: go straight to the first question. Otherwise let the person choose. */
function Start({ formId, versionId }: { formId: string; versionId: string | undefined }) {
  const go = useGo();
  const { account } = useMe();
  const changes = useStore(outboxChanges);
  const drafts = useQuery({
    queryKey: ['fill', 'drafts', account.id, formId, changes],
    queryFn: () => listDrafts(account.id, formId).catch(() => []),
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const none = versionId !== undefined || drafts.data?.length === 0;
  useEffect(() => {
    if (none) go(addressOf(formId, randomUuid(), versionId), { replace: true });
  }, [none, formId, versionId, go]);
  if (none || !drafts.data) return <Opening />;
  return <DraftList formId={formId} drafts={drafts.data} onChange={() => void drafts.refetch()} />;
}
