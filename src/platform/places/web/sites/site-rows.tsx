import { Button } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconMapPinPlus } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useMay, useOperation } from '#platform/ui/session.tsx';
import type { Site } from '../../contract/shapes.ts';
import { exportSitesCsv, exportSitesGeoJson, listSites } from '../../contract/site.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { AreaPath, Pcode, useNameOf } from '../names.tsx';
import { AreaFilter, siteQuery, useSiteFilters } from './site-filters.tsx';
import { AccessBadge, pointText, SiteStateBadge, useOneOperation } from './site-parts.tsx';

function useColumns() {
  const t = useT(placesMessages);
  const format = useFormat();
  const nameOf = useNameOf();
  return [
    { id: 'name', header: t('field.name'), cell: (s: Site) => s.name, primary: true, width: 270 },
    { id: 'code', header: t('field.code'), cell: (s: Site) => <Pcode>{s.code}</Pcode>, width: 120 },
    { id: 'type', header: t('field.type'), cell: (s: Site) => t(`value.type.${s.type}`), width: 170 },
    {
      id: 'state',
      header: t('field.state'),
      cell: (s: Site) => <SiteStateBadge state={s.state} />,
      width: 120,
    },
    {
      id: 'accessibility',
      header: t('field.accessibility'),
      cell: (s: Site) => <AccessBadge accessibility={s.accessibility} />,
      width: 130,
    },
    {
      id: 'area',
      header: t('area'),
      width: 180,
      cell: (s: Site) => (s.area ? nameOf(s.area.names) : t('sites.noArea')),
    },
    {
      id: 'path',
      header: t('area.above'),
      hidden: true,
      width: 260,
      cell: (s: Site) => <AreaPath areas={s.areaPath} />,
    },
    {
      id: 'point',
      header: t('sites.point'),
      hidden: true,
      cell: (s: Site) => pointText(s) && <Pcode>{pointText(s)!}</Pcode>,
    },
    {
      id: 'setting',
      header: t('field.setting'),
      hidden: true,
      cell: (s: Site) => t(`value.setting.${s.setting}`),
    },
    {
      id: 'openedOn',
      header: t('field.openedOn'),
      hidden: true,
      cell: (s: Site) => s.openedOn && format.date(s.openedOn),
    },
    {
      id: 'updated',
      header: t('sites.updated'),
      hidden: true,
      width: 150,
      cell: (s: Site) => format.relative(s.updatedAt),
    },
  ];
}

/** Sites as a list; `fixed` narrows it for good, to an area for instance. */
export function SiteRows({ id, fixed = {} }: { id: string; fixed?: { area?: string } }) {
  const t = useT(placesMessages);
  const operation = useOperation();
  const one = useOneOperation();
  const mayWrite = useMay('places.site.write');
  const filters = useSiteFilters(fixed);
  const columns = useColumns();
  const always = { ...(operation ? { operationId: operation.id } : {}), ...fixed };
  return (
    <ListScreen
      id={id}
      embedded
      title={t('sites.title')}
      route={listSites}
      input={{ querystring: always }}
      toQuerystring={siteQuery}
      rowKey={(site) => site.id}
      rowName={({ name }) => name}
      rowLink={(site) => `/places/sites/${site.id}`}
      searchLabel={t('sites.search')}
      filters={filters}
      {...(fixed.area ? {} : { controls: <AreaFilter country={one?.country} /> })}
      columns={columns}
      exports={[
        {
          id: 'csv',
          label: t('sites.csv'),
          href: (query) => routeUrl(exportSitesCsv, { querystring: { ...always, ...siteQuery(query) } }),
        },
        {
          id: 'hxl',
          label: t('sites.hxl'),
          href: (query) =>
            routeUrl(exportSitesCsv, { querystring: { ...always, ...siteQuery(query), hxl: 'true' } }),
        },
        {
          id: 'geojson',
          label: t('sites.geojson'),
          href: (query) => routeUrl(exportSitesGeoJson, { querystring: { ...always, ...siteQuery(query) } }),
        },
      ]}
      empty={{
        icon: IconMapPinPlus,
        title: t(fixed.area ? 'sites.emptyArea' : 'sites.empty.title'),
        text: t('sites.empty.text'),
        actions: mayWrite && !fixed.area && <SiteActions />,
      }}
    />
  );
}

/** The ways to new sites. */
export function SiteActions() {
  const t = useT(placesMessages);
  return (
    <>
      <Button component={AppLink} to="/places/sites/new" className="">
        {t('sites.new')}
      </Button>
      <Button component={AppLink} to="/places/imports/sites/new" className="" variant="default">
        {t('sites.import')}
      </Button>
    </>
  );
}
