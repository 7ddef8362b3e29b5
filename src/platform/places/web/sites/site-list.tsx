import { useT } from '#platform/i18n/web/use-t.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import { siteFilterNames } from './site-filters.tsx';
import { SiteActions, SiteRows } from './site-rows.tsx';
import { SitesMap } from './sites-map.tsx';

/** The sites of the operation, as a list and on a map, narrowed by the same filters. */
export function SiteList() {
  const t = useT(placesMessages);
  const mayWrite = useMay('places.site.write');
  return (
    <RecordScreen
      reference={t('sites.title')}
      title={t('sites.title')}
      actions={mayWrite && <SiteActions />}
      keep={siteFilterNames}
      tabs={[
        { id: 'list', label: t('sites.list'), content: <SiteRows id="places.sites" /> },
        { id: 'map', label: t('sites.map'), content: <SitesMap /> },
      ]}
    />
  );
}
