import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import type { Layer } from './kinds.ts';

const SAMPLES = 3;

interface ColumnTableProps {
  layer: Layer;
  isUsed: (column: string) => boolean;
  meaning: (column: string) => ReactNode;
}

/** Nothing stands in the column, at least not in the first rows. */
const isEmpty = (layer: Layer, column: string): boolean => layer.sample.every((row) => !row[column]);

/**
 * The columns of a layer, what stands in them, and what each means. Those without a meaning or without content wait
 * behind a button: a boundary file has a dozen of them.
 */
export function ColumnTable(props: ColumnTableProps) {
  const t = useT(placesMessages);
  const { layer, isUsed } = props;
  // Decided once: a row must not jump away while its meaning is being changed.
  const [idle] = useState(
    () => new Set(layer.columns.filter((column) => !isUsed(column) || isEmpty(layer, column))),
  );
  const [all, setAll] = useState(idle.size === layer.columns.length);
  const shown = layer.columns.filter((column) => all || !idle.has(column));
  return (
    <>
      <table className={classes.mapping}>
        <caption className="sj-hidden">{t('columns.of', { name: layer.id })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.column')}</th>
            <th scope="col">{t('columns.sample')}</th>
            <th scope="col">{t('columns.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column} data-idle={isUsed(column) ? undefined : true}>
              <th scope="row">
                <bdi>{column}</bdi>
                {layer.hxl[column] && <div className={classes.quiet}>{layer.hxl[column]}</div>}
              </th>
              <td>
                <div className={classes.sample}>
                  <bdi>{samplesOf(layer, column)}</bdi>
                </div>
              </td>
              <td>{props.meaning(column)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && idle.size > 0 && (
        <Button size="compact-sm" variant="default" mt="sm" onClick={() => setAll(true)}>
          {t('columns.showIdle', { count: idle.size })}
        </Button>
      )}
    </>
  );
}

const samplesOf = (layer: Layer, column: string): string =>
  [...new Set(layer.sample.map((row) => row[column]).filter(Boolean))].slice(0, SAMPLES).join(' · ') || '–';
