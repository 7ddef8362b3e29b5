import { may } from '#platform/ui/session.tsx';
import type { HomeProvider, Need, ProviderContext } from '#platform/ui/slice.ts';
import { type FormSummary, listForms } from '../contract/form.ts';
import { countRecords } from '../contract/record.ts';
import { formsHome } from '../messages/home/catalogue.ts';

/** Forms whose waiting records are counted; home must answer fast. */
const COUNTED = 12;

async function formsOf({ call, operation, signal }: ProviderContext): Promise<FormSummary[]> {
  const querystring = { limit: 100, ...(operation ? { operationId: operation.id } : {}) };
  return (await call(listForms, { querystring }, signal)).items;
}

async function toReview(context: ProviderContext, forms: readonly FormSummary[]): Promise<Need[]> {
  if (!may(context.me, 'forms.record.review') || !may(context.me, 'forms.record.read')) return [];
  const t = await context.translate(formsHome);
  const busiest = forms
    .filter(({ recordCount }) => recordCount > 0)
    .toSorted((a, b) => (b.lastReceivedAt ?? '').localeCompare(a.lastReceivedAt ?? ''))
    .slice(0, COUNTED);
  const counted = await Promise.all(
    busiest.map(async (form) => {
      const reviewState: ('received' | 'edited')[] = ['received', 'edited'];
      const input = { params: { formId: form.id }, querystring: { reviewState } };
      return { form, count: (await context.call(countRecords, input, context.signal)).count };
    }),
  );
  return counted
    .filter(({ count }) => count > 0)
    .map(({ form, count }) => ({
      id: `forms.review.${form.id}`,
      title: t('home.review', { form: form.title }),
      to: `/forms/${form.id}?reviewState=received&reviewState=edited`,
      count,
      urgency: 'soon',
    }));
}

async function toPublish(context: ProviderContext, forms: readonly FormSummary[]): Promise<Need[]> {
  if (!may(context.me, 'forms.form.write')) return [];
  const t = await context.translate(formsHome);
  return forms
    .filter(({ draftVersion }) => draftVersion !== null)
    .map((form) => ({
      id: `forms.publish.${form.id}`,
      title: t('home.publish', { form: form.title }),
      detail: t('home.version', { version: form.draftVersion || '–' }),
      to: `/forms/${form.id}?tab=versions`,
      urgency: 'whenever',
    }));
}

/** What Forms brings to the home screen. */
export const home: HomeProvider = {
  async needs(context) {
    if (!may(context.me, 'forms.form.read')) return [];
    const forms = await formsOf(context);
    return (await Promise.all([toReview(context, forms), toPublish(context, forms)])).flat();
  },
  async firstSteps(context) {
    if (!may(context.me, 'forms.form.write')) return [];
    const t = await context.translate(formsHome);
    const { items } = await context.call(listForms, { querystring: { limit: 1 } }, context.signal);
    return [
      {
        id: 'forms.import',
        title: t('home.step.title'),
        detail: t('home.step.detail'),
        to: '/forms/import',
        order: 20,
        done: items.length > 0,
      },
    ];
  },
};
