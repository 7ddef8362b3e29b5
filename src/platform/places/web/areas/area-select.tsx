import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { getArea, listAreas } from '../../contract/area.ts';
import type { AreaBrief } from '../../contract/shapes.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { useNameOf } from '../names.tsx';

interface AreaSelectProps {
  label: string;
  /** The label is heard and not seen. */
  hideLabel?: boolean;
  placeholder?: string;
  description?: string;
  id?: string;
  error?: React.ReactNode;
  country?: string | undefined;
  value: string | null;
  onChange: (pcode: string | null) => void;
}

/** One area, found by a name in any language or by P-code. */
export function AreaSelect(props: AreaSelectProps) {
  const { country, value, onChange, label, hideLabel, placeholder, ...field } = props;
  const t = useT(placesMessages);
  const nameOf = useNameOf();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 250);
  const chosen = useRead(getArea, { params: { pcode: value ?? '' } }, { skip: !value });
  const q = asked === labelOf(chosen.data, nameOf) ? '' : asked;
  const found = useRead(
    listAreas,
    { querystring: { limit: 30, ...(q ? { q } : {}), ...(country ? { country } : {}) } },
    { keepPrevious: true },
  );
  const options = (found.data?.items ?? []).map((area) => optionOf(area, nameOf));
  const all =
    value && !options.some((option) => option.value === value)
      ? [{ value, label: labelOf(chosen.data, nameOf) || value }, ...options]
      : options;
  return (
    <Select
      {...field}
      {...(hideLabel ? { 'aria-label': label } : { label })}
      placeholder={placeholder ?? t('areas.search')}
      data={all}
      // The server has searched in every language already.
      filter={({ options: given }) => given}
      searchable
      clearable
      onSearchChange={setText}
      nothingFoundMessage={t('areas.noneFound')}
      value={value}
      onChange={onChange}
    />
  );
}

type NameOf = ReturnType<typeof useNameOf>;

const labelOf = (area: AreaBrief | undefined, nameOf: NameOf): string =>
  area ? `${nameOf(area.names)} (${area.pcode})` : '';

const optionOf = (area: AreaBrief, nameOf: NameOf) => ({ value: area.pcode, label: labelOf(area, nameOf) });
