/** What kind of damage; stable, for scripts that read the report. */
export type FindingCode =
  | 'entry_edited'
  | 'entry_columns_edited'
  | 'entry_missing'
  | 'entry_out_of_place'
  | 'entry_unregistered'
  | 'chain_broken'
  | 'tail_cut'
  | 'head_edited'
  | 'head_missing'
  | 'leaf_edited'
  | 'leaf_missing'
  | 'leaf_unsigned'
  | 'checkpoint_edited'
  | 'checkpoint_unsigned'
  | 'checkpoint_missing'
  | 'history_rewritten'
  | 'witness_damaged'
  | 'witness_missing';

/** Damage and where it stands, as far as it can be told. */
export interface Finding {
  code: FindingCode;
  /** One sentence. */
  message: string;
  entity?: string;
  entityId?: string;
  seq?: number;
  entryId?: number;
  /** First leaf concerned, from 0. */
  leafIndex?: number;
  /** Leaf after the last one concerned, where it is a range. */
  leafEnd?: number;
}

export interface Findings {
  add(finding: Finding): void;
  /** Kept findings; beyond the limit only the number grows. */
  list(): readonly Finding[];
  total(): number;
}

export function collectFindings(limit: number): Findings {
  const kept: Finding[] = [];
  let total = 0;
  return {
    add(finding) {
      total += 1;
      if (kept.length < limit) kept.push(finding);
    },
    list: () => kept,
    total: () => total,
  };
}
