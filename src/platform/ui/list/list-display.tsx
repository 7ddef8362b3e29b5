import { Button, Checkbox, Popover, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import { type Density, densityPreference } from '../preferences.ts';
import { useStore } from '../store.ts';
import classes from './list.module.css';
import type { Column } from './types.ts';
import type { ListState } from './use-list-state.ts';
import { shownColumns } from './views.ts';

interface DisplayProps<T> {
  listId: string;
  columns: readonly Column<T>[];
  shown: readonly Column<T>[];
  state: ListState;
}

/** From so many columns on they are looked for by name. */
const MANY = 12;

/** Order, row height and columns. */
export function ListDisplay<T>({ listId, columns, shown, state }: DisplayProps<T>) {
  const t = useT(listMessages);
  const density = useStore(densityPreference);
  const [sought, setSought] = useState('');
  const store = shownColumns(listId);
  const ids = shown.map(({ id }) => id);
  const toggle = (id: string) =>
    store.set(
      columns
        .map((column) => column.id)
        .filter((one) => (one === id ? !ids.includes(id) : ids.includes(one))),
    );
  const orders = columns
    .filter((column) => column.sortable)
    .flatMap(({ id, header }) => [
      { value: id, label: `${header}, ${t('ascending')}` },
      { value: `-${id}`, label: `${header}, ${t('descending')}` },
    ]);
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          className={classes.aside}
          title={t('display')}
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.8} aria-hidden />}
        >
          {t('display')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('display')}>
        <Stack gap="sm">
          {orders.length > 0 && (
            <Select
              label={t('sort')}
              data={orders}
              value={(state.query.sort as string | undefined) ?? null}
              onChange={(sort) => state.change({ sort: sort ?? undefined })}
              comboboxProps={{ withinPortal: false }}
            />
          )}
          <fieldset className={classes.range} data-stack>
            <legend>{t('density')}</legend>
            <SegmentedControl
              fullWidth
              aria-label={t('density')}
              value={density}
              onChange={(value) => densityPreference.set(value as Density)}
              data={[
                { value: 'comfortable', label: t('comfortable') },
                { value: 'compact', label: t('compact') },
              ]}
            />
          </fieldset>
          <fieldset className={classes.range} data-stack>
            <legend>{t('columns')}</legend>
            {columns.length > MANY && (
              <TextInput
                type="search"
                size="xs"
                aria-label={t('findColumn')}
                placeholder={t('findColumn')}
                value={sought}
                onChange={(event) => setSought(event.currentTarget.value)}
              />
            )}
            <div className={classes.columnList}>
              {columns
                .filter(({ header }) => header.toLowerCase().includes(sought.trim().toLowerCase()))
                .map((column) => (
                  <Checkbox
                    key={column.id}
                    size="sm"
                    label={column.header}
                    checked={ids.includes(column.id)}
                    disabled={column.primary}
                    onChange={() => toggle(column.id)}
                  />
                ))}
            </div>
          </fieldset>
          <Button variant="subtle" size="compact-sm" onClick={() => store.set(null)}>
            {t('columnsReset')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
