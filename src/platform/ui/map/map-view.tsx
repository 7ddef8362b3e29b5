import { Loader, useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useFormat, useT } from '../../i18n/web/use-t.tsx';
import { Asked } from '../asked.tsx';
import { DataTable } from '../data-table.tsx';
import { AppLink, useGo } from '../link.tsx';
import { pictureMessages } from '../messages/picture/catalogue.ts';
import classes from '../picture.module.css';
import { Picture } from '../picture.tsx';
import { classesOf, type ValueClass } from './classes.ts';
import type { MapArea, MapViewProps } from './props.ts';

const none: readonly never[] = [];

/** A map without any request to the outside: country outlines, areas by class, points; and the same as a table. */
export function MapView(props: MapViewProps) {
  const t = useT(pictureMessages);
  const dark = useComputedColorScheme('light') === 'dark';
  const areas = props.areas ?? none;
  const valueClasses = useMemo(
    () =>
      classesOf(
        areas.flatMap(({ value }) => value ?? []),
        dark,
      ),
    [areas, dark],
  );
  return (
    <Picture
      title={props.title}
      pictureLabel={t('map.show')}
      tableLabel={t('table.show')}
      note={t('map.borders')}
      picture={
        <>
          <Asked kind="map">
            <Stage {...props} valueClasses={valueClasses} dark={dark} />
          </Asked>
          {valueClasses.length > 0 && (
            <Legend label={props.valueLabel ?? t('map.value')} valueClasses={valueClasses} areas={areas} />
          )}
        </>
      }
      table={<MapTable {...props} />}
    />
  );
}

function Stage(props: MapViewProps & { valueClasses: readonly ValueClass[]; dark: boolean }) {
  const t = useT(pictureMessages);
  const format = useFormat();
  const go = useGo();
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'drawn' | 'unavailable'>('loading');
  const latest = useRef(props);
  latest.current = props;
  const { shapes, areas, points, valueClasses, dark, title } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is drawn anew for new content, not for a new callback
  useEffect(() => {
    let gone = false;
    let remove = () => {};
    import('./draw.ts')
      .then(({ drawMap }) => {
        if (gone || !box.current) return;
        const content = { ...latest.current, number: format.number };
        remove = drawMap(box.current, content, {
          label: t('map.label', { title }),
          onReady: () => setState('drawn'),
          pick: (kind, id) => {
            const { onPick, areas = none, points = none } = latest.current;
            const rows: readonly { id: string; to?: string }[] = kind === 'area' ? areas : points;
            const to = rows.find((row) => row.id === id)?.to;
            if (onPick) onPick(kind, id);
            else if (to) go(to);
          },
        });
      })
      .catch(() => setState('unavailable'));
    return () => {
      gone = true;
      remove();
    };
  }, [shapes, areas, points, valueClasses, dark, title, t]);
  if (state === 'unavailable') return <p className={classes.empty}>{t('map.unavailable')}</p>;
  return (
    <div className={classes.stage} style={{ blockSize: props.height ?? 420 }} data-map={state}>
      <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      {state === 'loading' && (
        <div className={classes.waiting} style={{ position: 'absolute', inset: 0 }} role="status">
          <Loader size="sm" type="dots" role="img" aria-label={t('map.loading')} />
        </div>
      )}
    </div>
  );
}

function Legend(props: { label: string; valueClasses: readonly ValueClass[]; areas: readonly MapArea[] }) {
  const t = useT(pictureMessages);
  const format = useFormat();
  return (
    <ul className={classes.legend} aria-label={props.label}>
      <li>{props.label}</li>
      {props.valueClasses.map(({ from, to, colour }) => (
        <li key={from}>
          <span className={classes.swatch} style={{ background: colour }} aria-hidden />
          <bdi dir="ltr">
            {from === to ? format.number(from) : `${format.number(from)} – ${format.number(to)}`}
          </bdi>
        </li>
      ))}
      {props.areas.some(({ value }) => value === null) && (
        <li>
          <span className={classes.swatch} aria-hidden />
          {t('map.noData')}
        </li>
      )}
    </ul>
  );
}

function MapTable(props: MapViewProps) {
  const t = useT(pictureMessages);
  const format = useFormat();
  const rows = [...(props.areas ?? none), ...(props.points ?? none)]
    .map(({ id, name, value, to }) => ({ id, name, value: value ?? null, to }))
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const hasValues = rows.some(({ value }) => value !== null);
  return (
    <DataTable
      caption={props.title}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: t('map.place'),
          rowHeader: true,
          cell: ({ name, to }) => (to ? <AppLink to={to}>{name}</AppLink> : name),
        },
        ...(hasValues
          ? [
              {
                id: 'value',
                header: props.valueLabel ?? t('map.value'),
                numeric: true,
                cell: ({ value }: { value: number | null }) => (value === null ? '–' : format.number(value)),
              },
            ]
          : []),
      ]}
    />
  );
}
