import { useSearch } from '@tanstack/react-router';
import { useRead } from '#platform/ui/call.ts';
import { stringifySearch, useGo } from '#platform/ui/link.tsx';
import { type Category, categories, listRounds, type Tool, tools } from '../contract.ts';
import { useOneOperation } from './use-one-operation.ts';

const known = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((one) => one === value);

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
  const withFigures = items.find((r) => r.recordCount > 0) ?? items[0];
  const round = items.find((r) => r.id === search.round) ?? withFigures;
  const tool: Tool = known(tools, search.tool) ?? 'baseline';
  const category: Category = known(categories, search.category) ?? 'idp';
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
