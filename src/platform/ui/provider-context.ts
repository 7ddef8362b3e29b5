import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { translator } from '../i18n/messages.ts';
import { useLanguage } from '../i18n/web/use-t.tsx';
import { call } from './call.ts';
import { useMe, useOperation } from './session.tsx';
import type { ProviderContext } from './slice.ts';

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
