import { useSearch } from '@tanstack/react-router';
import { useRead } from '#platform/ui/call.ts';
import { stringifySearch, useGo } from '#platform/ui/link.tsx';
import { type Category, categories, listRounds, type Round, type Tool, tools } from '../contract.ts';
import { useOneOperation } from './use-one-operation.ts';

const known = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((one) => one === value);

/**
 * What is shown before anybody chose: displaced people of the baseline where the round has them, else what it has.
 * A first round of site assessments must not look empty.
 */
export function firstView(round: Round | undefined): { tool: Tool; category: Category } {
  const counted = round?.counted ?? [];
  const tool = counted.find((one) => one.tool === 'baseline')?.tool ?? counted[0]?.tool ?? 'baseline';
  return { tool, category: firstCategory(round, tool) };
}

function firstCategory(round: Round | undefined, tool: Tool): Category {
  const categoriesOf =
    round?.counted.filter((one) => one.tool === tool).map(({ category }) => category) ?? [];
  return categoriesOf.find((one) => one === 'idp') ?? categoriesOf[0] ?? 'idp';
}

/** The newest round that has figures, else the newest. */
export const latestOf = (rounds: readonly Round[]): Round | undefined =>
  rounds.find((round) => round.recordCount > 0) ?? rounds[0];

/** What the reader looks at; kept in the address, so that it can be sent to a colleague. */
export function useFiguresChoice() {
  const operation = useOneOperation();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const go = useGo();
  const rounds = useRead(
    listRounds,
    { querystring: { operationId: operation?.id ?? '' } },
    { skip: !operation },
  );
  const items = rounds.data?.items ?? [];
  const round = items.find((r) => r.id === search.round) ?? latestOf(items);
  const tool: Tool = known(tools, search.tool) ?? firstView(round).tool;
  const category: Category = known(categories, search.category) ?? firstCategory(round, tool);
  const level = /^[0-4]$/.test(search.level ?? '') ? Number(search.level) : 1;
  const within = search.within || undefined;
  const values = { round: round?.id, tool, category, level: String(level), within };
  const set = (change: Partial<Record<keyof typeof values, string | undefined>>) =>
    go(`/displacement${stringifySearch({ ...values, ...change })}`, { replace: true });
  const recordsTo = (area?: string | null) =>
    `/displacement/records${stringifySearch({ roundId: round?.id, tool, category, within: area ?? within })}`;
  return { operation, rounds, items, round, tool, category, level, within, set, recordsTo };
}

export type FiguresChoice = ReturnType<typeof useFiguresChoice>;
