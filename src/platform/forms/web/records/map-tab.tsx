import { Button, Skeleton } from '@mantine/core';
import { IconMapPinOff, IconZoomOut } from '@tabler/icons-react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { type SearchValues, useGo } from '#platform/ui/link.tsx';
import list from '#platform/ui/list/list.module.css';
import { ActiveFilters, ListFilters } from '#platform/ui/list/list-filters.tsx';
import { useListState } from '#platform/ui/list/use-list-state.ts';
import { MapView } from '#platform/ui/map/map-view.tsx';
import type { MapPoint } from '#platform/ui/map/props.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { type Form, listColumns } from '../../contract/form.ts';
import { listPoints, type RecordFilter } from '../../contract/record.ts';
import type { Outline } from '../../contract/shapes.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import { AnswerFilter } from './answer-filter.tsx';
import { boxAround, extentOf, zoomOf } from './map-box.ts';
import { useRecordFilter } from './record-query.ts';
import { useRecordColumns } from './use-columns.tsx';
import { useRecordFilters } from './use-filters.tsx';

/** Where the records are; a click on a cluster goes nearer, a click on a point opens the record. */
export function MapTab({ form }: { form: Form }) {
  const outline = useRead(listColumns, { params: { formId: form.id } });
  if (outline.error && !outline.data) {
    return <Problem error={outline.error} onRetry={() => void outline.refetch()} />;
  }
  if (!outline.data) return <Skeleton height={420} />;
  return (
    <>
      <Filters form={form} outline={outline.data} />
      <PointMap form={form} />
    </>
  );
}

function Filters({ form, outline }: { form: Form; outline: Outline }) {
  const { language, words } = useRecordColumns(outline);
  const filters = useRecordFilters(form, outline, words, language);
  const state = useListState(filters, undefined);
  return (
    <>
      <div className={list.toolbar}>
        <ListFilters filters={filters} state={state} />
        <AnswerFilter outline={outline} language={language} />
      </div>
      <ActiveFilters filters={filters} state={state} />
    </>
  );
}

function PointMap({ form }: { form: Form }) {
  const t = useT(formsMessages);
  const go = useGo();
  const filter = useRecordFilter();
  const box = useBox();
  const { points, zoom } = usePoints(form.id, filter);
  const features = points.data?.features;
  const shown = useMemo(
    () =>
      (features ?? []).map(({ geometry: { coordinates }, properties }, index): MapPoint => {
        const [longitude = 0, latitude = 0] = coordinates;
        const { count, recordId, name } = properties;
        const place = { longitude, latitude };
        return recordId
          ? {
              id: recordId,
              name: name || t('map.record'),
              to: `/forms/${form.id}/records/${recordId}`,
              ...place,
            }
          : { id: `cluster-${index}`, name: t('map.cluster'), value: count, ...place };
      }),
    [features, t, form.id],
  );
  if (points.error && !points.data) {
    return <Problem error={points.error} onRetry={() => void points.refetch()} />;
  }
  if (!points.data) return <Skeleton height={420} />;
  if (points.data.total === 0) {
    return (
      <div className="sj-surface">
        <EmptyState icon={IconMapPinOff} title={t('map.empty')}>
          {t('map.empty.text')}
        </EmptyState>
      </div>
    );
  }
  const pick = (_: 'area' | 'point', id: string) => {
    const point = shown.find((one) => one.id === id);
    if (point?.to) go(point.to);
    else if (point) box.set(boxAround(point.longitude, point.latitude, zoom));
  };
  return (
    <>
      <p className={classes.count} role="status">
        {t(points.data.newestOnly === null ? 'map.count' : 'map.newest', { count: points.data.total })}{' '}
        {points.data.clustered && t('map.clustered')}{' '}
        {filter.bbox && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconZoomOut size={15} aria-hidden />}
            onClick={() => box.set(undefined)}
          >
            {t('map.whole')}
          </Button>
        )}
      </p>
      <MapView title={t('map.title')} points={shown} valueLabel={t('records')} height={520} onPick={pick} />
    </>
  );
}

/** Points gathered as finely as their extent deserves: seen once from afar, then, where they are clustered, nearer. */
function usePoints(formId: string, filter: RecordFilter) {
  const far = zoomOf(filter.bbox);
  const read = (zoom: number) => ({ params: { formId }, querystring: { ...filter, zoom } });
  const first = useRead(listPoints, read(far), { keepPrevious: true });
  const near = Math.max(far, zoomOf(first.data && extentOf(first.data.features)));
  const isNearer = first.data?.clustered === true && near > far;
  const second = useRead(listPoints, read(near), { skip: !isNearer, keepPrevious: true });
  // A map takes a moment to draw: once, with the points that stay.
  return isNearer ? { points: second, zoom: near } : { points: first, zoom: far };
}

function useBox() {
  const router = useRouter();
  const search = useSearch({ strict: false }) as SearchValues;
  const set = (bbox: string | undefined) =>
    void router.navigate({
      to: '.',
      search: Object.fromEntries(
        Object.entries({ ...search, bbox }).filter(([, value]) => value !== undefined),
      ) as never,
      resetScroll: false,
    });
  return { set };
}
