import { may } from '#platform/ui/session.tsx';
import type { OfflineProvider } from '#platform/ui/slice.ts';
import { getForm, listForms } from '../contract/form.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { keepForm } from './fill/engine/load.ts';

/** Forms that take records, with what filling them in needs. */
export const offline: OfflineProvider = {
  async offers({ call, me, operation, translate }) {
    if (!may(me, 'forms.form.read')) return [];
    const t = await translate(formsMessages);
    const querystring = { operationId: operation?.id };
    const { items } = await call(listForms, { querystring });
    return items
      .filter(({ publishedVersion }) => publishedVersion !== null)
      .map(({ id, title }) => ({
        id: `forms.form.${id}`,
        title,
        detail: t('offline.form'),
        keep: async () => {
          await call(listForms, { querystring });
          await call(getForm, { params: { formId: id } });
          await keepForm(me.account.id, id);
        },
      }));
  },
};
