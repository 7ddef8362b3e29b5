import { Button, MultiSelect, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '../../i18n/web/use-t.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import classes from './list.module.css';
import type { Filter } from './types.ts';
import { type ListState, namesOf } from './use-list-state.ts';

interface FiltersProps {
  filters: readonly Filter[];
  state: ListState;
}

const first = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? '';

/** All filters of a list behind one button; each works at once. */
export function ListFilters({ filters: all, state }: FiltersProps) {
  const t = useT(listMessages);
  const filters = all.filter(({ kind }) => kind !== 'own');
  const active = filters.filter((filter) => namesOf(filter).some((name) => state.query[name])).length;
  return (
    <Popover position="bottom-start" width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={16} stroke={1.8} aria-hidden />}
          data-active={active > 0 || undefined}
        >
          {active ? t('filtersActive', { count: active }) : t('filters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters')}>
        <Stack gap="sm">
          {filters.map((filter) => (
            <FilterField key={filter.id} filter={filter} state={state} />
          ))}
          <Button variant="subtle" size="compact-sm" onClick={state.clear} disabled={!state.narrowed}>
            {t('clearFilters')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterField({ filter, state }: { filter: Filter; state: ListState }) {
  const t = useT(listMessages);
  const value = state.query[filter.id];
  switch (filter.kind) {
    case 'select':
      return (
        <Select
          label={filter.label}
          placeholder={t('all')}
          data={[...filter.options]}
          value={first(value) || null}
          onChange={(next) => state.change({ [filter.id]: next ?? undefined })}
          clearable
          searchable={filter.options.length > 8}
          comboboxProps={{ withinPortal: false }}
        />
      );
    case 'multi':
      return (
        <MultiSelect
          label={filter.label}
          placeholder={value ? undefined : t('all')}
          data={[...filter.options]}
          value={value ? [value].flat() : []}
          onChange={(next) => state.change({ [filter.id]: next })}
          searchable={filter.options.length > 8}
          comboboxProps={{ withinPortal: false }}
        />
      );
    case 'text':
      return (
        <DelayedText
          label={filter.label}
          value={first(value)}
          onChange={(next) => state.change({ [filter.id]: next })}
        />
      );
    case 'date':
      return (
        <fieldset className={classes.range}>
          <legend>{filter.label}</legend>
          {namesOf(filter).map((name, index) => (
            <TextInput
              key={name}
              type="date"
              label={t(index === 0 ? 'from' : 'to')}
              value={first(state.query[name])}
              onChange={(event) => state.change({ [name]: event.currentTarget.value })}
            />
          ))}
        </fieldset>
      );
    case 'own':
      return null;
  }
}

function DelayedText(props: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(props.value);
  const send = useDebouncedCallback(props.onChange, 300);
  return (
    <TextInput
      label={props.label}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}

interface Chip {
  filter: Filter;
  text: string;
  /** The address without this part. */
  rest: Record<string, string | undefined>;
}

/** What narrows the list now, each with a way to take it off. */
export function ActiveFilters({ filters, state }: FiltersProps) {
  const t = useT(listMessages);
  const format = useFormat();
  const shown = filters.flatMap((filter): Chip[] => {
    const values = namesOf(filter).map((name) => state.query[name]);
    if (!values.some(Boolean)) return [];
    if (filter.kind === 'own') return partsOf(filter, first(values[0]));
    const words = values.flatMap((value) => [value ?? []].flat());
    const text =
      filter.kind === 'date'
        ? values.map((value) => (value ? format.date(first(value)) : '…')).join(' – ')
        : words.map((word) => labelOf(filter, word)).join(', ');
    const rest = Object.fromEntries(namesOf(filter).map((name) => [name, undefined]));
    return [{ filter, text, rest }];
  });
  if (shown.length === 0) return null;
  return (
    <ul className={classes.chips}>
      {shown.map(({ filter, text, rest }) => (
        <li key={filter.id + text}>
          <button
            type="button"
            className={classes.chip}
            aria-label={t('removeFilter', {
              name: filter.kind === 'own' ? text : `${filter.label}: ${text}`,
            })}
            onClick={() => state.change(rest)}
          >
            <span>
              {filter.kind !== 'own' && `${filter.label}: `}
              <strong>{text}</strong>
            </span>
            <IconX size={14} stroke={2} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

const partsOf = (filter: Extract<Filter, { kind: 'own' }>, value: string) =>
  filter.parts(value).map(({ text, rest }) => ({ filter, text, rest: { [filter.id]: rest } }));

const labelOf = (filter: Filter, value: string): string =>
  ('options' in filter ? filter.options.find((option) => option.value === value)?.label : undefined) ?? value;
