import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { translator } from '#platform/i18n/messages.ts';
import { useLanguage } from '#platform/i18n/web/use-t.tsx';
import { call } from '#platform/ui/call.ts';
import { useMe, useOperation } from '#platform/ui/session.tsx';
import type { ProviderContext } from '#platform/ui/slice.ts';

/** What providers of home and search are given, for the person, language and operation of this moment. */
export function useProviderContext(): ProviderContext {
  const queries = useQueryClient();
  const me = useMe();
  const operation = useOperation();
  const language = useLanguage();
  return useMemo(
    () => ({
      call,
      queries,
      me,
      operation,
      language,
      translate: (catalogue) => translator(catalogue, language),
    }),
    [queries, me, operation, language],
  );
}
