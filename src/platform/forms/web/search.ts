import { may } from '#platform/ui/session.tsx';
import type { SearchProvider } from '#platform/ui/slice.ts';
import { listForms } from '../contract/form.ts';
import { formsMessages } from '../messages/catalogue.ts';

/** Finds forms by their title or identifier. */
export const search: SearchProvider = {
  async search(text, { call, me, operation, translate, signal }) {
    if (!may(me, 'forms.form.read')) return [];
    const t = await translate(formsMessages);
    const querystring = { q: text, limit: 8, ...(operation ? { operationId: operation.id } : {}) };
    const { items } = await call(listForms, { querystring }, signal);
    return items.map((form) => ({
      id: form.id,
      title: form.title,
      detail: [t('search.form'), t(`state.${form.state}`), form.xmlFormId].join(' · '),
      to: `/forms/${form.id}`,
    }));
  },
};
