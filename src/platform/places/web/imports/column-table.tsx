import type { ReactNode } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import type { Layer } from './kinds.ts';

const SAMPLES = 3;

/** The columns of a layer, what stands in them, and what each means. */
export function ColumnTable(props: {
  layer: Layer;
  isUsed: (column: string) => boolean;
  meaning: (column: string) => ReactNode;
}) {
  const t = useT(placesMessages);
  const { layer } = props;
  return (
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
        {layer.columns.map((column) => (
          <tr key={column} data-idle={props.isUsed(column) ? undefined : true}>
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
  );
}

const samplesOf = (layer: Layer, column: string): string =>
  [...new Set(layer.sample.map((row) => row[column]).filter(Boolean))].slice(0, SAMPLES).join(' · ') || '–';
