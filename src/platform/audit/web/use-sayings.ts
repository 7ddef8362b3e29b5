import { listPurposes } from '#platform/access/contract/purpose.ts';
import { type Directory, useDirectory } from '#platform/access/web/use-directory.ts';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { slicesWithWords } from '#platform/ui/problem.tsx';
import type { TimelineEntry } from '#platform/ui/record/timeline.tsx';
import { type SliceWords, useSliceWords } from '#platform/ui/slice-words.ts';
import type { AuditEntry } from '../contract.ts';
import { auditMessages } from '../messages/catalogue.ts';
import { changesOf, labelOf, plainField } from './changes.ts';
import { isTechnical, KIND, valueSayer } from './say-value.ts';

/** Actions and tables both begin with the name of their slice. */
const sliceOf = (code: string): string => code.split('.')[0] ?? code;

/**
 * Entries in the reader's words. A slice says its own in its messages: `action.<action>`, `entity.<schema.table>`,
 * `field.<name>`, `value.<field>.<value>`; what it does not say is taken from here, else shown as it stands.
 */
export function useSayings(entries: readonly AuditEntry[]) {
  const t = useT(auditMessages);
  const format = useFormat();
  const directory = useDirectory();
  const words = useSliceWords(slicesOf(entries), auditMessages);
  const purposeName = usePurposeNames(entries);
  return {
    /** What was done: `Site closed`. */
    what: ({ action }: AuditEntry): string =>
      words(sliceOf(action), `action.${action}`) ?? t('unknownAction', { action }),
    /** What kind of record: `Site`. */
    kind: (entity: string): string => words(sliceOf(entity), `entity.${entity}`) ?? entity,
    /** What people call the record, else the beginning of its id. */
    label: ({ before, after, entityId }: AuditEntry): string =>
      labelOf(after, before) ?? (isTechnical(entityId) ? `${entityId.slice(0, 8)}…` : entityId),
    role: directory.nameOfRole,
    /** Who acted; null when nobody was signed in or the product did it itself. */
    who: ({ actorName, actorKind, actorId }: AuditEntry): string | null => {
      if (actorName) return actorName;
      if (actorKind === 'job') return null;
      return actorId === null ? t('nobody') : t('hiddenPerson');
    },
    /** The fields that changed; `inWords` leaves out what only a machine reads: ids and checksums. */
    changes: (
      { action, entity, before, after, people }: AuditEntry,
      show: 'inWords' | 'all' = 'all',
    ): NonNullable<TimelineEntry['changes']> => {
      const nameOf = (id: string, field = '') =>
        people[id] ?? (field === 'purpose' ? purposeName(id) : nameIn(directory, id));
      // What another slice did to the record is said in the words of that slice.
      const own: SliceWords = (slice, key) => words(sliceOf(action), key) ?? words(slice, key);
      const value = valueSayer({ t, format, words: own, nameOf });
      return changesOf(before, after)
        .filter(
          (change) =>
            show === 'all' ||
            ![change.before, change.after].some(
              (one) => isTechnical(one) && !nameOf(String([one].flat()[0])),
            ),
        )
        .map((change) => ({
          field: own(sliceOf(entity), `field.${change.field}`) ?? plainField(change.field),
          // A field that was empty before says nothing that is worth striking through.
          before: change.before === undefined ? null : value(entity, change.field, change.before) || null,
          after: change.after === undefined ? null : value(entity, change.field, change.after),
        }));
    },
  };
}

const purposeOf = ({ after }: AuditEntry): unknown => (after as { purpose?: unknown } | null)?.purpose;

/** What purposes are called, asked for where an entry names one: those that have ended, too. */
function usePurposeNames(entries: readonly AuditEntry[]): (id: string) => string | undefined {
  const language = useLanguage();
  const purposes = useRead(
    listPurposes,
    { querystring: { all: 'true' } },
    { skip: !entries.some((entry) => typeof purposeOf(entry) === 'string') },
  );
  return (id) => {
    const name = purposes.data?.items.find((one) => one.id === id)?.name;
    return name && (name[language] || name.en);
  };
}

/** Slices of the kinds of records that a state names, as a task names what it is about. */
const slicesNamed = (state: unknown): string[] =>
  Object.values(state ?? {})
    .filter((value) => typeof value === 'string' && KIND.test(value))
    .map(sliceOf);

/** The slices whose words the entries need. Permissions may be of any slice. */
function slicesOf(entries: readonly AuditEntry[]): string[] {
  const speaksOfPermissions = entries.some(({ before, after }) =>
    [before, after].some((state) => typeof state === 'object' && state !== null && 'permissions' in state),
  );
  return [
    ...entries.flatMap(({ action, entity }) => [sliceOf(action), sliceOf(entity)]),
    ...entries.flatMap(({ before, after }) => [before, after].flatMap(slicesNamed)),
    ...(speaksOfPermissions ? slicesWithWords() : []),
  ];
}

/** What people call an office, an operation or a role. */
const nameIn = ({ tree, operations, roles, roleName }: Directory, id: string): string | undefined => {
  const role = roles.find((one) => one.id === id);
  return (
    tree.find(({ office }) => office.id === id)?.office.name ??
    operations.find((one) => one.id === id)?.name ??
    (role && roleName(role))
  );
};
