import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { findCandidates } from '../contract/record.ts';

interface ColleagueSelectProps {
  record: { entity: string; entityId: string };
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  id?: string;
  name?: string;
  error?: string | undefined;
}

/** Chooses among the people who work where the reader works; names come from the server, letter by letter. */
export function ColleagueSelect({ record, value, onChange, ...field }: ColleagueSelectProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  // The text of somebody chosen stands in the field; it is no search.
  const querystring = q && q !== chosen?.name ? { q } : {};
  const people = useRead(findCandidates, { params: record, querystring }, { keepPrevious: true });
  const found = people.data?.items ?? [];
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <>
      <Select
        {...field}
        data={all.map(({ id, name }) => ({ value: id, label: name }))}
        filter={({ options }) => options}
        searchable
        clearable
        data-autofocus
        value={value}
        onSearchChange={setText}
        onChange={(next) => {
          setChosen(all.find(({ id }) => id === next) ?? null);
          onChange(next);
        }}
      />
      {people.error && <Problem error={people.error} onRetry={() => void people.refetch()} />}
    </>
  );
}
