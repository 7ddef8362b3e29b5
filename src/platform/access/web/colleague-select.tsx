import { SearchSelect, type SearchSelectProps } from '#platform/ui/search-select.tsx';
import { findCandidates } from '../contract/record.ts';

interface ColleagueSelectProps extends SearchSelectProps {
  record: { entity: string; entityId: string };
}

/** Chooses among the people who work where the reader works. */
export const ColleagueSelect = ({ record, ...field }: ColleagueSelectProps) => (
  <SearchSelect
    {...field}
    data-autofocus
    route={findCandidates}
    input={(q) => ({ params: record, querystring: q ? { q } : {} })}
  />
);
