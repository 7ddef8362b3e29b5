import type { RouteInput } from '@sojourn/route-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refresh, useRead } from '#platform/ui/call.ts';
import { type AnyImport, type ImportRoutes, isBusy } from './kinds.ts';

const ASK_AGAIN_MS = 700;

/** An import, asked for again while it is checked or applied; when that has ended, what it changed is read anew. */
export function useImport<R extends ImportRoutes['get']>(route: R, importId: string) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const input = { params: { importId } } as RouteInput<R>;
  const answer = useRead(route, input, asking ? { refreshMs: ASK_AGAIN_MS } : {});
  const busy = isBusy(answer.data as AnyImport | undefined);
  const before = useRef(busy);
  useEffect(() => {
    setAsking(busy);
    if (before.current && !busy) void refresh(queries, ['places', 'displacement']);
    before.current = busy;
  }, [busy, queries]);
  return answer;
}
