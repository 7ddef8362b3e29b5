import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { AppLink, useGo } from '../link.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import { densityPreference } from '../preferences.ts';
import { printing } from '../printing.ts';
import { useStore } from '../store.ts';
import classes from './list.module.css';
import type { Column, RowsProps } from './types.ts';
import { sortOf } from './use-list-state.ts';

export interface TableHandle {
  reveal: (index: number) => void;
}

interface TableProps<T> extends RowsProps<T> {
  ref: Ref<TableHandle>;
  hasMore: boolean;
  busy: boolean;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  onNearEnd: () => void;
}

const selectWidth = 44;
const widthOf = <T,>(column: Column<T>): number => column.width ?? (column.numeric ? 120 : 180);

/** Rows in a box of their own; only those in sight exist, on paper all that were loaded. They are of one height, but where a cell needs more. */
export function ListTable<T>(props: TableProps<T>) {
  const t = useT(listMessages);
  const box = useRef<HTMLDivElement>(null);
  const compact = useStore(densityPreference) === 'compact';
  const height = compact ? 34 : 44;
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: 44,
    scrollPaddingEnd: 44,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height makes the kept measures wrong
  useEffect(() => virtual.measure(), [virtual, height]);
  useImperativeHandle(props.ref, () => ({ reveal: (index) => virtual.scrollToIndex(index) }), [virtual]);
  const whole = useStore(printing);
  const inSight = virtual.getVirtualItems();
  const shown = whole ? [...props.rows.keys()] : inSight.map(({ index }) => index);
  const last = inSight.at(-1)?.index ?? 0;
  const { onNearEnd } = props;
  useEffect(() => {
    if (props.hasMore && last >= props.rows.length - 15) onNearEnd();
  }, [last, props.hasMore, props.rows.length, onNearEnd]);
  const span = props.columns.length + (props.selection ? 1 : 0);
  const least = props.columns.reduce(
    (sum, column) => sum + widthOf(column),
    props.selection ? selectWidth : 0,
  );
  const before = whole ? 0 : (inSight[0]?.start ?? 0);
  const after = whole ? 0 : virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  return (
    <section
      ref={box}
      className={classes.box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('rows', { title: props.title })}
    >
      <table
        className={classes.table}
        data-compact={compact || undefined}
        style={{ '--least': `${least}px`, '--row': `${height}px` } as CSSProperties}
        aria-rowcount={props.hasMore ? -1 : props.rows.length + 1}
        aria-busy={props.busy}
      >
        <colgroup>
          {props.selection && <Width of={selectWidth} />}
          {props.columns.map((column) => (
            <Width key={column.id} of={widthOf(column)} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {props.selection && (
              <th scope="col" className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label={t('selectAll')}
                  checked={props.selection.all}
                  indeterminate={props.selection.some}
                  onChange={props.selection.toggleAll}
                />
              </th>
            )}
            {props.columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} span={span} />
          {shown.map((index) => (
            <Row
              key={props.rowKey(props.rows[index]!)}
              {...props}
              row={props.rows[index]!}
              index={index}
              measure={virtual.measureElement}
            />
          ))}
          <Gap height={after} span={span} />
        </tbody>
      </table>
    </section>
  );
}

const Width = ({ of }: { of: number }) => <col style={{ '--width': `${of}px` } as CSSProperties} />;

/** Stands for the rows out of sight. */
const Gap = ({ height, span }: { height: number; span: number }) =>
  height > 0 ? (
    <tr aria-hidden className={classes.gap}>
      <td colSpan={span} style={{ height }} />
    </tr>
  ) : null;

function HeaderCell<T>(props: {
  column: Column<T>;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
}) {
  const { column } = props;
  const now = sortOf(props.sort);
  const here = now?.id === column.id ? now : undefined;
  const className = column.numeric ? classes.num : undefined;
  if (!column.sortable) {
    return (
      <th scope="col" className={className} title={column.header}>
        {column.header}
      </th>
    );
  }
  const Icon = here ? (here.descending ? IconArrowDown : IconArrowUp) : IconSelector;
  const next = here ? (here.descending ? undefined : `-${column.id}`) : column.id;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={here ? (here.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className={classes.sort} title={column.header} onClick={() => props.onSort(next)}>
        <span>{column.header}</span>
        <Icon size={15} stroke={1.9} aria-hidden data-idle={!here || undefined} />
      </button>
    </th>
  );
}

interface RowProps<T> extends RowsProps<T> {
  row: T;
  index: number;
  /** Told of the row's element, whose height counts for the place of the rows behind it. */
  measure: (element: HTMLTableRowElement | null) => void;
}

function Row<T>(props: RowProps<T>) {
  const t = useT(listMessages);
  const go = useGo();
  const { row, index, rowLink, selection } = props;
  const open = (event: MouseEvent<HTMLElement>) => {
    const onControl = (event.target as HTMLElement).closest('a, button, input, label');
    if (onControl || !rowLink || window.getSelection()?.toString()) return;
    go(rowLink(row));
  };
  return (
    <tr
      ref={props.measure}
      data-index={index}
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={selection ? selection.has(row) : undefined}
      data-selected={selection?.has(row) || undefined}
      data-link={rowLink ? true : undefined}
      onClick={open}
    >
      {selection && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            data-row-check
            aria-label={t('select', { name: props.rowName(row) })}
            checked={selection.has(row)}
            onChange={() => selection.toggle(row)}
          />
        </td>
      )}
      {props.columns.map((column) => (
        <Cell
          key={column.id}
          column={column}
          value={column.cell(row)}
          to={column.primary ? rowLink?.(row) : undefined}
        />
      ))}
    </tr>
  );
}

function Cell<T>({ column, value, to }: { column: Column<T>; value: ReactNode; to: string | undefined }) {
  const title = typeof value === 'string' ? value : undefined;
  // Names and answers keep their own direction whatever the reader's is.
  const shown = title === undefined ? value : <bdi className={classes.text}>{title}</bdi>;
  const content = to ? (
    <AppLink to={to} className={classes.primary}>
      {shown}
    </AppLink>
  ) : (
    shown
  );
  const className = column.numeric ? classes.num : undefined;
  return column.primary ? (
    <th scope="row" className={className} title={title}>
      {content}
    </th>
  ) : (
    <td className={className} title={title}>
      {content}
    </td>
  );
}
