import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '#platform/live/web/use-live.ts';
import { refresh } from '#platform/ui/call.ts';

/** Reads what is on screen of jobs again as the server tells of them; `also` of the slices whose records they make. */
export function useLiveRuns(also: readonly string[] = []): void {
  const queries = useQueryClient();
  useLive('jobs.run', () => void refresh(queries, ['jobs', ...also]));
}
