import { useComputedColorScheme, useDirection } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useFormat, useT } from '../../i18n/web/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { pictureMessages } from '../messages/picture/catalogue.ts';
import classes from '../picture.module.css';
import { Picture } from '../picture.tsx';
import type { ChartProps } from './props.ts';

/** A chart drawn as SVG, loaded when shown, with the table of its values. */
export function Chart(props: ChartProps) {
  const t = useT(pictureMessages);
  return (
    <Picture
      title={props.title}
      pictureLabel={t('chart.show')}
      tableLabel={t('table.show')}
      {...(props.note ? { note: props.note } : {})}
      picture={<Drawing {...props} />}
      table={<ChartTable {...props} />}
    />
  );
}

function Drawing(props: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const format = useFormat();
  const scheme = useComputedColorScheme('light');
  const { dir } = useDirection();
  useEffect(() => {
    let gone = false;
    let dispose = () => {};
    void import('./draw.ts').then(({ draw }) => {
      if (gone || !box.current) return;
      dispose = draw(box.current, props, { dir, dark: scheme === 'dark', number: format.number });
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [props, scheme, dir, format]);
  return (
    <div
      ref={box}
      role="img"
      aria-label={props.title}
      // SVG text would turn its anchors around; the drawing mirrors its axes itself.
      dir="ltr"
      className={classes.canvas}
      style={{ blockSize: props.height ?? 280 }}
    />
  );
}

function ChartTable(props: ChartProps) {
  const format = useFormat();
  const rows = props.categories.map((name, index) => ({ name, index }));
  return (
    <DataTable
      caption={props.title}
      hideCaption
      rows={rows}
      rowKey={({ index }) => String(index)}
      columns={[
        { id: 'category', header: props.categoryLabel, cell: ({ name }) => name, rowHeader: true },
        ...props.series.map((series) => ({
          id: series.name,
          header: series.name,
          numeric: true,
          cell: ({ index }: { index: number }) => {
            const value = series.values[index];
            return value === null || value === undefined ? '–' : format.number(value);
          },
        })),
      ]}
    />
  );
}
