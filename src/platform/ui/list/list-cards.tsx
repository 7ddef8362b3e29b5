import { Checkbox } from '@mantine/core';
import { useT } from '../../i18n/web/use-t.tsx';
import { AppLink } from '../link.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import classes from './list-cards.module.css';
import type { RowsProps } from './types.ts';

/** The same rows on a phone: each a card with its name first. */
export function ListCards<T>(props: RowsProps<T>) {
  const t = useT(listMessages);
  const primary = props.columns.find((column) => column.primary) ?? props.columns[0];
  const others = props.columns.filter((column) => column !== primary);
  return (
    <ul className={classes.cards} aria-label={t('rows', { title: props.title })}>
      {props.rows.map((row, index) => (
        <li key={props.rowKey(row)} data-row={index} className={classes.card}>
          <div className={classes.cardHead}>
            {props.selection && (
              <Checkbox
                data-row-check
                aria-label={t('select', { name: props.rowName(row) })}
                checked={props.selection.has(row)}
                onChange={() => props.selection?.toggle(row)}
              />
            )}
            {props.rowLink ? (
              <AppLink to={props.rowLink(row)} className={classes.cardLink}>
                <bdi>{primary?.cell(row)}</bdi>
              </AppLink>
            ) : (
              <strong>{primary?.cell(row)}</strong>
            )}
          </div>
          <dl className={classes.cardFacts}>
            {others.map((column) => (
              <div key={column.id}>
                <dt>{column.header}</dt>
                <dd>
                  <bdi>{column.cell(row)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
