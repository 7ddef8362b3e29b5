import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Route, RouteInput } from '@sojourn/route-contract';
import { IconSearchOff } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { type ItemOf, useList } from '../call.ts';
import { EmptyState } from '../empty-state.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import { sparingPreference } from '../preferences.ts';
import { Problem } from '../problem.tsx';
import { ScreenHead } from '../screen-head.tsx';
import { useStore } from '../store.ts';
import { BulkBar } from './bulk-bar.tsx';
import classes from './list.module.css';
import { ListCards } from './list-cards.tsx';
import { useListKeys } from './list-keys.ts';
import { ListTable, type TableHandle } from './list-table.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import type { BulkAction, Column, EmptyContent, Filter, ListExport, ListQuery, RowsProps } from './types.ts';
import { type ListState, useListState } from './use-list-state.ts';
import { useSelection } from './use-selection.ts';
import { shownColumns } from './views.ts';

export interface ListScreenProps<R extends Route> {
  /** Stable name: saved views and columns are kept under it. */
  id: string;
  title: string;
  intro?: string;
  /** A route that answers `{ items, nextCursor }`. */
  route: R;
  /** What is always sent: parameters, the operation. */
  input?: { params?: unknown; querystring?: Record<string, unknown> };
  columns: readonly Column<ItemOf<R>>[];
  rowKey: (row: ItemOf<R>) => string;
  rowLink?: (row: ItemOf<R>) => string;
  /** A row in words, for its checkbox. */
  rowName: (row: ItemOf<R>) => string;
  searchLabel?: string;
  filters?: readonly Filter[];
  defaultSort?: string;
  actions?: ReactNode;
  bulkActions?: readonly BulkAction<ItemOf<R>>[];
  exports?: readonly ListExport[];
  empty: EmptyContent;
  /** Beside the filters: a control that sets an `own` filter. */
  controls?: ReactNode;
  /** Turns what stands in the address into the querystring, for a route that names or writes it otherwise. */
  toQuerystring?: (query: ListQuery) => Record<string, unknown>;
  /** Inside a tab of a record: no h1. */
  embedded?: boolean;
  /** Between the head and the rows: figures, a notice. */
  children?: ReactNode;
}

const none: readonly never[] = [];

/** The one list pattern: search, filters in the address, views, columns, keyset paging, selection, keyboard, export. */
export function ListScreen<R extends Route>(props: ListScreenProps<R>) {
  const filters = props.filters ?? none;
  const bulkActions = props.bulkActions ?? none;
  const state = useListState(filters, props.defaultSort);
  const list = useRows(props, state);
  const { rowKey } = props;
  const { selection, chosen, clear } = useSelection(list.items, rowKey);
  const wanted = useStore(shownColumns(props.id));
  const shown = useMemo(
    () =>
      props.columns.filter((column) =>
        column.primary ? true : wanted ? wanted.includes(column.id) : !column.hidden,
      ),
    [props.columns, wanted],
  );
  const root = useRef<HTMLDivElement>(null);
  const table = useRef<TableHandle>(null);
  useListKeys({
    root,
    count: list.items.length,
    reveal: useCallback((index: number) => table.current?.reveal(index), []),
    ...(bulkActions.length ? { toggle: (index: number) => selection.toggle(list.items[index]!) } : {}),
  });
  const rows: RowsProps<ItemOf<R>> = {
    title: props.title,
    rows: list.items,
    columns: shown,
    rowKey,
    rowLink: props.rowLink,
    rowName: props.rowName,
    selection: bulkActions.length ? selection : undefined,
  };
  return (
    <div ref={root}>
      {props.embedded ? (
        props.actions && <div className={classes.embeddedActions}>{props.actions}</div>
      ) : (
        <ScreenHead title={props.title} intro={props.intro} actions={props.actions} />
      )}
      {props.children}
      {(list.items.length > 0 || state.narrowed || list.isPending) && (
        <ListToolbar
          listId={props.id}
          state={state}
          searchLabel={props.searchLabel}
          filters={filters}
          columns={props.columns}
          shown={shown}
          exports={props.exports ?? none}
          controls={props.controls}
        />
      )}
      {chosen.length > 0 && <BulkBar rows={chosen} actions={bulkActions} onClear={clear} />}
      <div className={`sj-surface ${classes.surface}`}>
        <Body rows={rows} list={list} state={state} empty={props.empty} table={table} />
      </div>
    </div>
  );
}

function useRows<R extends Route>(props: ListScreenProps<R>, state: ListState) {
  const narrowed = props.toQuerystring ? props.toQuerystring(state.query) : state.query;
  const known = props.route.schema.querystring as { shape?: object } | undefined;
  const sparing = useStore(sparingPreference) && 'limit' in (known?.shape ?? {});
  const querystring = { ...(sparing ? { limit: 20 } : {}), ...props.input?.querystring, ...narrowed };
  return useList(props.route, { ...props.input, querystring } as RouteInput<R>);
}

interface BodyProps<R extends Route> {
  rows: RowsProps<ItemOf<R>>;
  list: ReturnType<typeof useList<R>>;
  state: ListState;
  empty: EmptyContent;
  table: React.RefObject<TableHandle | null>;
}

function Body<R extends Route>({ rows, list, state, empty, table }: BodyProps<R>) {
  const narrow = useMediaQuery('(max-width: 699px)', false, { getInitialValueInEffect: false });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  if (list.isPending) return <Loading />;
  if (list.isError && list.items.length === 0) {
    return (
      <div className={classes.problem}>
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      </div>
    );
  }
  if (list.items.length === 0) return <Nothing state={state} empty={empty} />;
  return (
    <>
      {narrow ? (
        <ListCards {...rows} />
      ) : (
        <ListTable
          {...rows}
          ref={table}
          hasMore={hasNextPage}
          busy={list.isPlaceholderData}
          sort={state.query.sort as string | undefined}
          onSort={(sort) => state.change({ sort })}
          onNearEnd={more}
        />
      )}
      <Foot list={list} count={list.items.length} />
    </>
  );
}

function Nothing({ state, empty }: { state: ListState; empty: EmptyContent }) {
  const t = useT(listMessages);
  if (state.narrowed) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('nothingFound')}
        actions={
          <Button variant="default" onClick={state.clear}>
            {t('clearFilters')}
          </Button>
        }
      >
        {t('nothingFoundHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={empty.title} actions={empty.actions} {...(empty.icon ? { icon: empty.icon } : {})}>
      {empty.text}
    </EmptyState>
  );
}

function Foot<R extends Route>({ list, count }: { list: BodyProps<R>['list']; count: number }) {
  const t = useT(listMessages);
  return (
    <div className={classes.foot}>
      <span role="status">
        {list.isFetchingNextPage ? t('loadingMore') : t(list.hasNextPage ? 'countMore' : 'count', { count })}
      </span>
      {list.isError && <Problem error={list.error} onRetry={() => void list.fetchNextPage()} />}
      {list.hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function Loading() {
  const t = useT(listMessages);
  return (
    <div className={classes.loading} role="status" aria-label={t('loading')}>
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <Skeleton key={index} height={14} width={`${90 - (index % 4) * 12}%`} />
      ))}
    </div>
  );
}
