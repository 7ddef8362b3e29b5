import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Route, RouteInput } from '@sojourn/route-contract';
import { useState } from 'react';
import { useRead } from './call.ts';
import { Problem } from './problem.tsx';

interface Choice {
  id: string;
  name: string;
}

export interface SearchSelectProps {
  label?: string;
  'aria-label'?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  id?: string;
  name?: string;
  error?: string | undefined;
  description?: string;
  placeholder?: string;
  'data-autofocus'?: boolean;
}

/**
 * Chooses one of more than a list can hold: names come from the server, letter by letter.
 * @param route answers `{ items: { id, name }[] }`
 * @param input of the route for what was typed; nothing while somebody chosen stands in the field
 * @param known what the value means before anything was looked up
 */
export function SearchSelect<R extends Route>(
  props: SearchSelectProps & {
    route: R;
    input: (q: string | undefined) => RouteInput<R>;
    known?: Choice | null | undefined;
  },
) {
  const { route, input, known, value, onChange, ...field } = props;
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const [chosen, setChosen] = useState(known ?? null);
  const asked = q && q !== chosen?.name ? q : undefined;
  const answer = useRead(route, input(asked), { keepPrevious: true });
  const found = (answer.data as { items: Choice[] } | undefined)?.items ?? [];
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <>
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
      {answer.error && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
    </>
  );
}
