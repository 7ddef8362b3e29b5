import { may } from '#platform/ui/session.tsx';
import type { HomeProvider } from '#platform/ui/slice.ts';
import { listCountries } from '../contract/area.ts';
import { listAreaImports, listSiteImports } from '../contract/import.ts';
import { placesHome } from '../messages/home/catalogue.ts';

/** Boundaries come before everything that is counted by area; imports left open wait for the one who began them. */
export const home: HomeProvider = {
  async firstSteps({ call, me, translate, signal }) {
    if (!may(me, 'places.area.import')) return [];
    const t = await translate(placesHome);
    const { items } = await call(listCountries, {}, signal);
    return [
      {
        id: 'places.boundaries',
        title: t('home.step.title'),
        detail: t('home.step.detail'),
        to: '/places/imports/areas/new',
        order: 10,
        done: items.some(({ areas }) => areas > 0),
      },
    ];
  },
  async needs({ call, me, translate, signal }) {
    const t = await translate(placesHome);
    const query = { querystring: { status: 'checked' as const, limit: 20 } };
    const ofAreas = may(me, 'places.area.import')
      ? (await call(listAreaImports, query, signal)).items.map((one) => ({
          ...one,
          kind: 'areas',
          title: t('home.need.areas', { name: one.settings.name }),
        }))
      : [];
    const ofSites = may(me, 'places.site.write')
      ? (await call(listSiteImports, query, signal)).items.map((one) => ({
          ...one,
          kind: 'sites',
          title: t('home.need.sites', { name: one.files[0]?.name ?? '' }),
        }))
      : [];
    return [...ofAreas, ...ofSites].map(({ id, kind, title, report }) => ({
      id: `places.import.${id}`,
      title,
      detail: report?.counts.error
        ? t('home.need.errors', { count: report.counts.error })
        : t('home.need.ready'),
      to: `/places/imports/${kind}/${id}`,
      urgency: 'whenever' as const,
    }));
  },
};
