import type { Caller } from '#platform/http/testing.ts';

/** One of two offices, and what was made there: names of things to their identifiers. */
export interface Side {
  /** In every name of the side, and nowhere else. */
  mark: string;
  country: string;
  office: string;
  operation: string;
  /** Holds every permission in the office. */
  person: Caller;
  colleague: Caller;
  made: Record<string, string>;
}
