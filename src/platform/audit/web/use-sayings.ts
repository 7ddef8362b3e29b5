import { listRoles } from '#platform/access/contract.ts';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import type { TimelineEntry } from '#platform/ui/record/timeline.tsx';
import type { AuditEntry } from '../contract.ts';
import { auditMessages } from '../messages/catalogue.ts';
import { changesOf, labelOf, plainField } from './changes.ts';
import { type SliceWords, useSliceWords } from './use-slice-words.ts';

/** Actions and tables both begin with the name of their slice. */
export const sliceOf = (code: string): string => code.split('.')[0] ?? code;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Entries in the reader's words. A slice says its own in its messages: `action.<action>`, `entity.<schema.table>`,
 * `field.<name>`, `value.<field>.<value>`; what it does not say is taken from here, else shown as it stands.
 */
export function useSayings(entries: readonly AuditEntry[]) {
  const t = useT(auditMessages);
  const format = useFormat();
  const language = useLanguage();
  const roles = useRead(listRoles, {});
  const words = useSliceWords(entries.flatMap(({ action, entity }) => [sliceOf(action), sliceOf(entity)]));
  const value = valueSayer(t, format, words);
  return {
    /** What was done: `Site closed`. */
    what: ({ action }: AuditEntry): string =>
      words(sliceOf(action), `action.${action}`) ?? t('unknownAction', { action }),
    /** What kind of record: `Site`. */
    kind: (entity: string): string => words(sliceOf(entity), `entity.${entity}`) ?? entity,
    /** What people call the record, else the beginning of its id. */
    label: ({ before, after, entityId }: AuditEntry): string =>
      labelOf(after, before) ?? (entityId.length > 12 ? `${entityId.slice(0, 8)}…` : entityId),
    role: (code: string): string => roles.data?.items.find(({ id }) => id === code)?.name[language] ?? code,
    /** Who acted; null when nobody was signed in or the product did it itself. */
    who: ({ actorName, actorKind, actorId }: AuditEntry): string | null => {
      if (actorName) return actorName;
      if (actorKind === 'job') return null;
      return actorId === null ? t('nobody') : t('hiddenPerson');
    },
    changes: ({ entity, before, after }: AuditEntry): NonNullable<TimelineEntry['changes']> =>
      changesOf(before, after).map((change) => ({
        field: words(sliceOf(entity), `field.${change.field}`) ?? plainField(change.field),
        // A field that was empty before says nothing that is worth striking through.
        before: change.before === undefined ? null : value(entity, change.field, change.before) || null,
        after: change.after === undefined ? null : value(entity, change.field, change.after),
      })),
  };
}

/** A nested value is shown as data, and no longer than a line; the entry itself holds it whole. */
const shortened = (text: string): string => (text.length > 140 ? `${text.slice(0, 139)}…` : text);

function valueSayer(
  t: ReturnType<typeof useT<keyof typeof import('../messages/en.ts').messages>>,
  format: ReturnType<typeof useFormat>,
  words: SliceWords,
) {
  const say = (entity: string, field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 7 });
    if (Array.isArray(value)) return value.map((one) => say(entity, field, one)).join(', ');
    if (typeof value === 'object') return shortened(JSON.stringify(value));
    const text = String(value);
    const said = words(sliceOf(entity), `value.${field}.${text}`);
    if (said !== undefined) return said;
    if (DAY.test(text)) return format.date(text);
    return INSTANT.test(text) ? format.dateTime(text) : text;
  };
  return say;
}
