import { may } from '#platform/ui/session.tsx';
import type { SearchProvider } from '#platform/ui/slice.ts';
import { listAreas } from '../contract/area.ts';
import { listSites } from '../contract/site.ts';
import { nameIn } from '../domain.ts';
import { placesMessages } from '../messages/catalogue.ts';

/** Areas by a name in any language or by P-code; sites by name and code. */
export const search: SearchProvider = {
  async search(text, { call, me, operation, language, translate, signal }) {
    const t = await translate(placesMessages);
    const [areas, sites] = await Promise.all([
      call(listAreas, { querystring: { q: text, limit: 6 } }, signal),
      may(me, 'places.site.read')
        ? call(
            listSites,
            { querystring: { q: text, limit: 6, ...(operation ? { operationId: operation.id } : {}) } },
            signal,
          )
        : { items: [] },
    ]);
    return [
      ...areas.items.map(({ pcode, level, names, country }) => ({
        id: `area.${pcode}`,
        title: nameIn(names, language),
        detail: `${t(`level.${level as 0}`)} · ${pcode} · ${country}`,
        to: `/places/areas/${pcode}`,
      })),
      ...sites.items.map(({ id, name, code, type, area }) => ({
        id: `site.${id}`,
        title: name,
        detail: [t(`value.type.${type}`), code, area && nameIn(area.names, language)]
          .filter(Boolean)
          .join(' · '),
        to: `/places/sites/${id}`,
      })),
    ];
  },
};
