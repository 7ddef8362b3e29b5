import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { listPeople } from '#platform/identity/contract/people.ts';
import { useList } from '#platform/ui/call.ts';
import type { SearchValues } from '#platform/ui/link.tsx';
import { useListState } from '#platform/ui/list/use-list-state.ts';
import { useMay } from '#platform/ui/session.tsx';
import { auditMessages } from '../messages/catalogue.ts';

/** Narrows the log to what one person did; for those who may look people up. */
export function PersonFilter() {
  const t = useT(auditMessages);
  const may = useMay('identity.account.read');
  const { actorId } = useSearch({ strict: false }) as SearchValues;
  const { change } = useListState([], undefined);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const people = useList(listPeople, { querystring: { limit: 30, ...(q ? { q } : {}) } }, { skip: !may });
  const value = typeof actorId === 'string' ? actorId : null;
  if (!may) return null;
  const options = people.items.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      aria-label={t('who')}
      placeholder={t('anyone')}
      data={options}
      filter={({ options: given }) => given}
      searchable
      clearable
      value={options.some((option) => option.value === value) ? value : null}
      onSearchChange={setText}
      onChange={(next) => change({ actorId: next ?? undefined })}
    />
  );
}
