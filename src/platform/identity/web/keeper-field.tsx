import { Select } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { getPerson, listPeople } from '../contract/people.ts';
import { identityMessages } from '../messages/catalogue.ts';

/** Somebody active, found by name. */
export function Keeper(props: {
  /** Of the input, where a form leads to it. */
  id?: string;
  label?: string;
  except?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string | undefined;
}) {
  const t = useT(identityMessages);
  const [typed, setTyped] = useState('');
  const people = useRead(
    listPeople,
    { querystring: { q: typed || undefined, state: 'active' } },
    { keepPrevious: true },
  );
  const listed = people.data?.items ?? [];
  // One that was kept with a draft may stand on a later page.
  const missing = props.value !== null && !listed.some(({ id }) => id === props.value);
  const chosen = useRead(getPerson, { params: { accountId: props.value ?? '' } }, { skip: !missing });
  const data = [...listed, ...(missing && chosen.data ? [chosen.data] : [])]
    .filter(({ id }) => id !== props.except)
    .map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      label={props.label ?? t('leaving.keeper')}
      searchable
      data={data}
      value={props.value}
      onChange={props.onChange}
      onSearchChange={(text) => setTyped(text.split(' (')[0] ?? '')}
      filter={({ options }) => options}
      error={props.error}
    />
  );
}
