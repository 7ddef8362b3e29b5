import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import type { InboxNotice } from '../contract/inbox.ts';
import { notifyMessages } from '../messages/catalogue.ts';

const sliceOf = (kind: string): string => kind.split('.')[0] ?? kind;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Says notices in the reader's words. Dates among the values are written as the reader writes them. */
export function useNoticeWords(kinds: readonly string[]) {
  const words = useSliceWords(kinds.map(sliceOf));
  const t = useT(notifyMessages);
  const format = useFormat();
  const written = (value: string | number) => {
    if (typeof value !== 'string') return value;
    return DAY.test(value) ? format.date(value) : INSTANT.test(value) ? format.dateTime(value) : value;
  };
  return {
    /** The sentence of the inbox. */
    say: ({ kind, values }: Pick<InboxNotice, 'kind' | 'values'>): string =>
      words(
        sliceOf(kind),
        `notice.${kind}`,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)])),
      ) ?? t('notice.unknown'),
    /** The kind itself, without any value. */
    name: (kind: string): string => words(sliceOf(kind), `notice.${kind}.general`) ?? kind,
  };
}
