import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '#platform/ui/call.ts';
import { findPeople } from '../contract/task.ts';

/** The record or the operation that whoever is chosen must see. */
export type About = Partial<Record<'entity' | 'entityId' | 'operationId', string>>;

interface PersonSelectProps {
  label: string;
  about: About;
  value: string | null;
  onChange: (id: string | null) => void;
  /** Whom the value means before anything was looked up. */
  known?: { id: string; name: string } | null | undefined;
  id?: string;
  name?: string;
  error?: string | undefined;
  description?: string;
  placeholder?: string;
}

/** Chooses a colleague; offers only those who see what it is about. */
export function PersonSelect({ about, known, value, onChange, ...field }: PersonSelectProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const [chosen, setChosen] = useState(known ?? null);
  // The text of somebody chosen stands in the field; it is no search.
  const asked = q && q !== chosen?.name ? { q } : {};
  const people = useRead(findPeople, { querystring: { ...about, ...asked } }, { keepPrevious: true });
  const found = people.data?.items ?? [];
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      {...field}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      searchable
      clearable
      value={value}
      onSearchChange={setText}
      onChange={(next) => {
        setChosen(all.find(({ id }) => id === next) ?? null);
        onChange(next);
      }}
    />
  );
}
