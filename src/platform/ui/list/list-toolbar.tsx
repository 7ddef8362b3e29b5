import { Button, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import classes from './list.module.css';
import { ListDisplay } from './list-display.tsx';
import { ActiveFilters, ListFilters } from './list-filters.tsx';
import { ListViews } from './list-views.tsx';
import type { Column, Filter, ListExport, ListQuery } from './types.ts';
import type { ListState } from './use-list-state.ts';

interface ToolbarProps<T> {
  listId: string;
  state: ListState;
  searchLabel: string | undefined;
  filters: readonly Filter[];
  columns: readonly Column<T>[];
  shown: readonly Column<T>[];
  exports: readonly ListExport[];
  /** Further controls beside the filters. */
  controls?: ReactNode;
}

/** Search, filters, views, display and export: the same place in every list. */
export function ListToolbar<T>(props: ToolbarProps<T>) {
  const { state, filters } = props;
  return (
    <>
      <div className={classes.toolbar}>
        {props.searchLabel && <Search label={props.searchLabel} state={state} />}
        {filters.some(({ kind }) => kind !== 'own') && <ListFilters filters={filters} state={state} />}
        {props.controls}
        <span className={classes.push} />
        <ListViews listId={props.listId} shown={props.shown} state={state} />
        <ListDisplay listId={props.listId} columns={props.columns} shown={props.shown} state={state} />
        {props.exports.length > 0 && <Exports exports={props.exports} query={state.query} />}
      </div>
      <ActiveFilters filters={filters} state={state} />
    </>
  );
}

function Search({ label, state }: { label: string; state: ListState }) {
  const inAddress = String(state.query.q ?? '');
  const [text, setText] = useState(inAddress);
  const sent = useRef(inAddress);
  const send = useDebouncedCallback((q: string) => {
    sent.current = q.trim();
    state.change({ q: q.trim() });
  }, 250);
  useEffect(() => {
    // The address changed by another hand: a saved view, "clear", the back button.
    if (inAddress !== sent.current) {
      sent.current = inAddress;
      setText(inAddress);
    }
  }, [inAddress]);
  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
      data-list-search
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}

function Exports({ exports, query }: { exports: readonly ListExport[]; query: ListQuery }) {
  const t = useT(listMessages);
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('export')}>
        {exports.map((one) =>
          one.href ? (
            <Menu.Item key={one.id} component="a" href={one.href(query)} download>
              {one.label}
            </Menu.Item>
          ) : (
            <Menu.Item key={one.id} aria-haspopup="dialog" onClick={() => one.run?.(query)}>
              {one.label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
