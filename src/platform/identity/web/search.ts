import { may } from '#platform/ui/session.tsx';
import type { SearchProvider } from '#platform/ui/slice.ts';
import { listPeople } from '../contract/people.ts';

/** People by name or address, for those who look after accounts. */
export const search: SearchProvider = {
  async search(text, { call, me, signal }) {
    if (!may(me, 'identity.account.read')) return [];
    const { items } = await call(listPeople, { querystring: { q: text, limit: 6 } }, signal);
    return items.map(({ id, name, email }) => ({
      id,
      title: name,
      detail: email,
      to: `/administration/people/${id}`,
    }));
  },
};
