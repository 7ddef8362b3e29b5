import { may } from '#platform/ui/session.tsx';
import type { OfflineProvider } from '#platform/ui/slice.ts';
import { getSite, listSites } from '../contract/site.ts';
import { placesMessages } from '../messages/catalogue.ts';

/** Beyond these a list of sites is no companion for the road. */
const MOST = 500;
const BESIDE = 4;

/** The sites of the operation at hand, one by one. */
export const offline: OfflineProvider = {
  async offers({ call, me, operation, translate }) {
    const chosen = operation ?? me.operations[0];
    if (!chosen || !may(me, 'places.site.read')) return [];
    const t = await translate(placesMessages);
    const keep = async () => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const querystring = { operationId: chosen.id, ...(cursor ? { cursor } : {}) };
        const page: { items: { id: string }[]; nextCursor: string | null } = await call(listSites, {
          querystring,
        });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor && ids.length < MOST);
      const next = ids.values();
      const walk = async () => {
        for (const siteId of next) await call(getSite, { params: { siteId } });
      };
      await Promise.all(Array.from({ length: BESIDE }, walk));
    };
    return [
      {
        id: `places.sites.${chosen.id}`,
        title: t('offline.sites', { operation: chosen.name }),
        detail: t('offline.most', { count: MOST }),
        keep,
      },
    ];
  },
};
