import { may } from '#platform/ui/session.tsx';
import type { HomeProvider } from '#platform/ui/slice.ts';
import { listOpenings } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';

/** More than this many is said as this many: it is the list that counts. */
const COUNTED = 50;

/** Emergency openings of others that wait for this person's review. */
export const home: HomeProvider = {
  async needs({ call, me, translate, signal }) {
    if (!may(me, 'access.break_glass.review')) return [];
    const { items } = await call(listOpenings, { querystring: { state: 'waiting', limit: COUNTED } }, signal);
    const count = items.filter(({ accountId }) => accountId !== me.account.id).length;
    if (count === 0) return [];
    const t = await translate(accessMessages);
    const to = '/administration/openings?state=waiting';
    return [{ id: 'access.openings', title: t('home.openings'), to, count, urgency: 'now' }];
  },
};
