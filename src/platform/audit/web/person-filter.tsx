import { useSearch } from '@tanstack/react-router';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { listPeople } from '#platform/identity/contract/people.ts';
import type { SearchValues } from '#platform/ui/link.tsx';
import { useListState } from '#platform/ui/list/use-list-state.ts';
import { SearchSelect } from '#platform/ui/search-select.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { auditMessages } from '../messages/catalogue.ts';

/** Narrows the log to what one person did; for those who may look people up. */
export function PersonFilter() {
  const t = useT(auditMessages);
  const may = useMay('identity.account.read');
  const { actorId } = useSearch({ strict: false }) as SearchValues;
  const { change } = useListState([], undefined);
  const value = typeof actorId === 'string' ? actorId : null;
  if (!may) return null;
  return (
    <SearchSelect
      aria-label={t('who')}
      placeholder={t('anyone')}
      value={value}
      onChange={(next) => change({ actorId: next ?? undefined })}
      route={listPeople}
      input={(q) => ({ querystring: { limit: 30, ...(q ? { q } : {}) } })}
    />
  );
}
