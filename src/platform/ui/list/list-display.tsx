import {
  ActionIcon,
  Button,
  Checkbox,
  Divider,
  Group,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { uiMessages } from '../messages/catalogue.ts';
import { type Density, densityPreference } from '../preferences.ts';
import { useStore } from '../store.ts';
import classes from './list.module.css';
import type { Column } from './types.ts';
import type { ListState } from './use-list-state.ts';
import { localViews, type SavedView, shownColumns } from './views.ts';

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
  const t = useT(uiMessages);
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
      { value: id, label: `${header}, ${t('list.ascending')}` },
      { value: `-${id}`, label: `${header}, ${t('list.descending')}` },
    ]);
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.8} aria-hidden />}
        >
          {t('list.display')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.display')}>
        <Stack gap="sm">
          {orders.length > 0 && (
            <Select
              label={t('list.sort')}
              data={orders}
              value={(state.query.sort as string | undefined) ?? null}
              onChange={(sort) => state.change({ sort: sort ?? undefined })}
              comboboxProps={{ withinPortal: false }}
            />
          )}
          <fieldset className={classes.range} data-stack>
            <legend>{t('list.density')}</legend>
            <SegmentedControl
              fullWidth
              aria-label={t('list.density')}
              value={density}
              onChange={(value) => densityPreference.set(value as Density)}
              data={[
                { value: 'comfortable', label: t('list.comfortable') },
                { value: 'compact', label: t('list.compact') },
              ]}
            />
          </fieldset>
          <fieldset className={classes.range} data-stack>
            <legend>{t('list.columns')}</legend>
            {columns.length > MANY && (
              <TextInput
                type="search"
                size="xs"
                aria-label={t('list.findColumn')}
                placeholder={t('list.findColumn')}
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
            {t('list.columnsReset')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Views that the reader named: search, filters, order and columns. */
export function ListViews<T>({ listId, shown, state }: Omit<DisplayProps<T>, 'columns'>) {
  const t = useT(uiMessages);
  const store = localViews.list(listId);
  const views = useStore(store);
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const save = () => {
    const view: SavedView = { name: name.trim(), query: state.query, columns: shown.map(({ id }) => id) };
    store.set([...views.filter((one) => one.name !== view.name), view]);
    setName('');
  };
  const show = (view: SavedView) => {
    const cleared = Object.fromEntries(Object.keys(state.query).map((key) => [key, undefined]));
    state.change({ ...cleared, ...view.query });
    shownColumns(listId).set(view.columns);
    setOpen(false);
  };
  return (
    <Popover position="bottom-end" width={300} trapFocus opened={open} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} stroke={1.8} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {t('list.savedViews')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.savedViews')}>
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('list.noViews')}
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              <Button variant="subtle" justify="start" fullWidth onClick={() => show(view)}>
                {view.name}
              </Button>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('list.removeView', { name: view.name })}
                onClick={() => store.set(views.filter((one) => one !== view))}
              >
                <IconTrash size={16} stroke={1.8} />
              </ActionIcon>
            </Group>
          ))}
          <Divider />
          <TextInput
            label={t('list.viewName')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button disabled={!name.trim()} onClick={save}>
            {t('list.saveView')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
