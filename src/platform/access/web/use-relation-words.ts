import { useSliceWords } from '#platform/ui/slice-words.ts';
import { accessMessages } from '../messages/catalogue.ts';

/**
 * What the relations of a kind of record are called in the reader's words: `relation.<relation>` of its slice, else of
 * access; the code where neither names it.
 */
export function useRelationWords(entity: string): (relation: string) => string {
  const slice = entity.split('.')[0] ?? entity;
  const words = useSliceWords([slice], accessMessages);
  return (relation) => words(slice, `relation.${relation}`) ?? relation;
}
