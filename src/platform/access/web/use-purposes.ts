import { useLanguage } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { listPurposes } from '../contract/purpose.ts';

/** Purposes in force today, to choose from, in the reader's language. */
export function usePurposes() {
  const language = useLanguage();
  const { data, error } = useRead(listPurposes, { querystring: {} });
  const options = (data?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: name[language] || name.en,
  }));
  return { options, error };
}
