import { createElement, Suspense } from 'react';
import { useRead } from '#platform/ui/call.ts';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import type { HomeProvider } from '#platform/ui/slice.ts';
import { listOwnRuns } from '../contract.ts';

const HomeRuns = lazyPart(() => import('./home-runs.tsx').then(({ HomeRuns }) => ({ default: HomeRuns })));

/** Something ended so short a while ago that its person may still look for it. */
const RECENT_MS = 60 * 60_000;

/** What runs for this person, or has just ended; nothing at all on most days. */
function Panel() {
  const runs = useRead(listOwnRuns, { querystring: { limit: 4 } });
  const shown = (runs.data?.items ?? []).filter(
    ({ finishedAt }) => !finishedAt || Date.now() - Date.parse(finishedAt) < RECENT_MS,
  );
  if (shown.length === 0) return null;
  return createElement(Suspense, { fallback: null }, createElement(HomeRuns, { runs: shown }));
}

export const home: HomeProvider = { Panel };
