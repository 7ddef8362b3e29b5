import { useSliceWords } from '../slice-words.ts';

const paths = new Map<string, string>();

/** The frame names each slice's `records` here. */
export function registerRecords(records: Readonly<Record<string, string>>): void {
  for (const [entity, path] of Object.entries(records)) paths.set(entity, path);
}

/** The screen of a record of any kind; undefined where its kind has none. */
export const recordPath = (entity: string, entityId: string): string | undefined =>
  paths.get(entity)?.replace('$id', encodeURIComponent(entityId));

const sliceOf = (entity: string): string => entity.split('.')[0] ?? entity;

/** What a kind of record is called in the reader's words: `Site`. Empty until its slice's words have come. */
export function useKindWords(entities: readonly string[]): (entity: string) => string {
  const words = useSliceWords(entities.map(sliceOf));
  return (entity) => words(sliceOf(entity), `entity.${entity}`) ?? '';
}
