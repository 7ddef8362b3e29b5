import { SearchSelect, type SearchSelectProps } from '#platform/ui/search-select.tsx';
import { findPeople } from '../contract/task.ts';

/** The record or the operation that whoever is chosen must see. */
export type About = Partial<Record<'entity' | 'entityId' | 'operationId', string>>;

interface PersonSelectProps extends SearchSelectProps {
  about: About;
  /** Whom the value means before anything was looked up. */
  known?: { id: string; name: string } | null | undefined;
}

/** Chooses a colleague; offers only those who see what it is about. */
export const PersonSelect = ({ about, ...field }: PersonSelectProps) => (
  <SearchSelect
    {...field}
    route={findPeople}
    input={(q) => ({ querystring: { ...about, ...(q ? { q } : {}) } })}
  />
);
