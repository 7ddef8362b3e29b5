import { Button, MultiSelect, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import type { SearchValues } from '#platform/ui/link.tsx';
import type { ColumnInfo } from '../contract/data.ts';
import { reportsMessages } from '../messages/catalogue.ts';
import { conditionOf, type Draft, operatorsOf, readConditions, writeConditions } from './conditions.ts';

const fresh: Draft = { column: '', op: 'eq', values: [] };

/** Adds a condition on any column: which, how, what. */
export function FilterBuilder({ columns }: { columns: readonly ColumnInfo[] }) {
  const t = useT(reportsMessages);
  const router = useRouter();
  const { filter } = useSearch({ strict: false }) as SearchValues;
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Draft>(fresh);
  const askable = columns.filter((column) => operatorsOf(column).length > 0);
  const column = askable.find(({ name }) => name === draft.column);
  const condition = column && conditionOf(draft, column.kind);
  const apply = () => {
    if (!condition) return;
    const conditions = readConditions([filter].flat()[0]) ?? [];
    void router.navigate({
      to: '.',
      search: ((before: SearchValues) => ({
        ...before,
        filter: writeConditions([...conditions, condition]),
      })) as never,
      replace: true,
      resetScroll: false,
    });
    setDraft(fresh);
    setOpen(false);
  };
  return (
    <Popover position="bottom-start" width={320} trapFocus opened={open} onChange={setOpen} withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilterPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {t('filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.add')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <Stack gap="sm">
            <Select
              label={t('filter.column')}
              data={askable.map(({ name, label }) => ({ value: name, label }))}
              searchable
              limit={200}
              data-autofocus
              value={draft.column || null}
              nothingFoundMessage={t('filter.noColumn')}
              comboboxProps={{ withinPortal: false }}
              onChange={(name) => {
                const chosen = askable.find((one) => one.name === name);
                if (chosen) setDraft({ ...fresh, column: chosen.name, op: operatorsOf(chosen)[0]! });
              }}
            />
            {column && (
              <Select
                label={t('filter.how')}
                data={operatorsOf(column).map((op) => ({ value: op, label: t(`op.${op}`) }))}
                value={draft.op}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                onChange={(op) => op && setDraft({ ...draft, op: op as Draft['op'] })}
              />
            )}
            {column && <ValueField column={column} draft={draft} onChange={setDraft} />}
            <Button type="submit" disabled={!condition}>
              {t('filter.apply')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

const TYPES: Partial<Record<ColumnInfo['kind'], string>> = { date: 'date', datetime: 'date' };

function ValueField(props: { column: ColumnInfo; draft: Draft; onChange: (draft: Draft) => void }) {
  const t = useT(reportsMessages);
  const { column, draft } = props;
  const set = (values: string[]) => props.onChange({ ...draft, values });
  if (draft.op === 'empty' || draft.op === 'filled') return null;
  const shared = { comboboxProps: { withinPortal: false }, searchable: true, limit: 200 };
  if (draft.op === 'in' && column.choices.length > 0)
    return (
      <MultiSelect
        label={t('filter.values')}
        data={column.choices}
        value={draft.values}
        onChange={set}
        {...shared}
      />
    );
  if (column.choices.length > 0 || column.kind === 'boolean')
    return (
      <Select
        label={t('filter.value')}
        data={
          column.kind === 'boolean'
            ? [
                { value: 'true', label: t('view.yes') },
                { value: 'false', label: t('view.no') },
              ]
            : column.choices
        }
        value={draft.values[0] ?? null}
        onChange={(value) => set(value === null ? [] : [value])}
        {...shared}
      />
    );
  return (
    <TextInput
      label={t('filter.value')}
      type={TYPES[column.kind] ?? 'text'}
      inputMode={column.kind === 'integer' || column.kind === 'decimal' ? 'decimal' : 'text'}
      maxLength={200}
      value={draft.values[0] ?? ''}
      onChange={(event) => set([event.currentTarget.value])}
    />
  );
}
