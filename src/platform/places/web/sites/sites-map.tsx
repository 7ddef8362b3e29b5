import { Skeleton } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useList, useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { ActiveFilters, ListFilters } from '#platform/ui/list/list-filters.tsx';
import { useListState } from '#platform/ui/list/use-list-state.ts';
import { MapView } from '#platform/ui/map/map-view.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useOperation } from '#platform/ui/session.tsx';
import { listCountries } from '../../contract/area.ts';
import { listSites } from '../../contract/site.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { AreasMap } from '../areas/areas-map.tsx';
import classes from '../places.module.css';
import { AreaFilter, siteQuery, useSiteFilters } from './site-filters.tsx';
import { useOneOperation } from './site-parts.tsx';

/** More circles than this say no more to the eye, and a slow link should not wait for them. */
const SHOWN_AT_MOST = 2000;

/** The sites that the filters find, each a circle that opens the site. */
export function SitesMap() {
  const t = useT(placesMessages);
  const operation = useOperation();
  const one = useOneOperation();
  const filters = useSiteFilters();
  const state = useListState(filters, undefined);
  const query = {
    limit: 500,
    ...(operation ? { operationId: operation.id } : {}),
    ...siteQuery(state.query),
  };
  const sites = useList(listSites, { querystring: query });
  const { items, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = sites;
  const wantsMore = hasNextPage && !isFetchingNextPage && !isError && items.length < SHOWN_AT_MOST;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  const points = useMemo(
    () =>
      items.flatMap(({ id, name, lat, lon }) =>
        lat === null || lon === null
          ? []
          : [{ id, name, latitude: lat, longitude: lon, to: `/places/sites/${id}` }],
      ),
    [items],
  );
  const unplaced = items.length - points.length;
  return (
    <>
      <div className={classes.mapFilters}>
        <ListFilters filters={filters} state={state} />
        <AreaFilter country={one?.country} />
      </div>
      <ActiveFilters filters={filters} state={state} />
      {sites.error && <Problem error={sites.error} onRetry={() => void sites.refetch()} />}
      {sites.isPending && <Skeleton height={480} aria-busy />}
      {!sites.isPending && !sites.error && items.length === 0 && (
        <div className="sj-surface">
          <EmptyState icon={IconMapPin} title={t(state.narrowed ? 'sites.noneFound' : 'sites.empty.title')}>
            {t('sites.emptyMap')}
          </EmptyState>
        </div>
      )}
      {items.length > 0 && <PointsMap points={points} country={one?.country} />}
      <p className={classes.quiet} role="status">
        {unplaced > 0 && t('sites.unplaced', { count: unplaced })}{' '}
        {hasNextPage && items.length >= SHOWN_AT_MOST && t('sites.tooMany', { count: SHOWN_AT_MOST })}
      </p>
    </>
  );
}

type Points = NonNullable<Parameters<typeof MapView>[0]['points']>;

/** With the divisions of the country below the circles, where they were imported. */
function PointsMap({ points, country }: { points: Points; country: string | undefined }) {
  const t = useT(placesMessages);
  const countries = useRead(listCountries, {}, { skip: !country });
  const level = countries.data?.items.find(({ code }) => code === country)?.levels.find((one) => one > 0);
  if (country && countries.isPending) return <Skeleton height={480} aria-busy />;
  if (country && level !== undefined) {
    return <AreasMap title={t('sites.title')} query={{ country, level }} points={points} height={480} />;
  }
  return <MapView title={t('sites.title')} points={points} height={480} />;
}
