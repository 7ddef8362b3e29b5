import {
  CallError,
  createClient,
  type Route,
  type RouteInput,
  type RouteOutput,
} from '@sojourn/route-contract';
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { reportOffline, reportOnline } from './connection.ts';
import { offlinePort } from './offline-port.ts';
import { languagePreference } from './preferences.ts';
import { randomUuid } from './random-uuid.ts';
import { askProof, type ProofKind, signInAgain } from './session.tsx';

let shown: string | undefined;
/** Whom the page shows from now on: the server answers nobody else, whoever signed in meanwhile in another tab. */
export const speakAs = (accountId: string | undefined): void => {
  shown = accountId;
};

const client = createClient({
  headers: () => ({
    'accept-language': languagePreference.get(),
    ...(shown ? { 'sojourn-account': shown } : {}),
  }),
});

const isWrite = ({ method }: Route): boolean => method !== 'GET' && method !== 'HEAD';
/** Whether nothing answered. */
export const isCut = (error: unknown): boolean => error instanceof CallError && error.status === 0;

/**
 * Calls a route once and says what happened; a 401 is thrown. For sign-in and for asking who is there. Without a link a
 * read is answered from what this device keeps, if it keeps that.
 * @param key under which a write is repeated: the server does it once
 */
export async function callOnce<R extends Route>(
  route: R,
  input: RouteInput<R>,
  signal?: AbortSignal,
  key?: string,
): Promise<RouteOutput<R>> {
  const kept = isWrite(route) ? undefined : offlinePort();
  try {
    const answer = await client(route, input, signal, key ? { 'idempotency-key': key } : {});
    reportOnline();
    if (route.config.offline === 'keep') kept?.keep(route, input, answer);
    return answer;
  } catch (error) {
    if (isCut(error)) {
      reportOffline();
      const found = await kept?.find(route, input);
      if (found !== undefined) return found as RouteOutput<R>;
    }
    throw error;
  }
}

/** How often one call is mended: repeated, signed in again, then confirmed. */
const MENDS = 3;
/** Until the cookie of a session that was renewed has arrived. */
const RENEWAL_MS = 300;

/**
 * Calls a route. When the session has ended, or the act needs a proof of who sits there, waits until the person gave it
 * over the open page and repeats the call, so that nothing typed is lost. A write that may wait is kept on this device when
 * the link is cut.
 * @throws CallError `http.queued` (status 0) for a write that was kept
 */
export async function call<R extends Route>(
  route: R,
  input: RouteInput<R>,
  signal?: AbortSignal,
): Promise<RouteOutput<R>> {
  const key = isWrite(route) ? randomUuid() : undefined;
  for (let mends = 0; ; mends++) {
    try {
      return await callOnce(route, input, signal, key);
    } catch (error) {
      if (isCut(error) && key && (await mayWait(route, input, key))) throw queued();
      if (mends === MENDS || !(await mended(error, route, mends))) throw error;
    }
  }
}

const mayWait = async (route: Route, input: unknown, key: string): Promise<boolean> =>
  route.config.offline === 'queue' && ((await offlinePort()?.queue(route, input, key)) ?? false);

/** The write is safe on this device. */
export const isQueued = (error: unknown): boolean =>
  error instanceof CallError && error.problem.code === 'http.queued';

const queued = (): CallError =>
  new CallError({ type: 'about:blank', title: 'Kept on this device', status: 0, code: 'http.queued' });

const PROOFS: Readonly<Record<string, ProofKind>> = {
  'identity.step_up_needed': 'step-up',
  'identity.second_factor_due': 'second-factor',
};

/** Asks the person for what the server missed; false when nothing that they give would help. */
async function mended(error: unknown, route: Route, mends: number): Promise<boolean> {
  if (!(error instanceof CallError)) return false;
  if (error.status === 401 && route.config.permission !== 'public') {
    // A proof gives the session another token: what was on its way meanwhile, from whatever tab, carried the one before.
    if (mends === 0) await new Promise((resolve) => setTimeout(resolve, RENEWAL_MS));
    else await signInAgain();
    return true;
  }
  const proof = error.status === 403 ? PROOFS[error.problem.code] : undefined;
  return proof ? askProof(proof) : false;
}

export type Call = typeof call;

export const queryKey = (route: Route, input: unknown = {}) =>
  [route.id.split('.')[0], route.id, input] as const;

/** Reads a GET route and keeps the answer. `skip` waits until its input is known. */
export function useRead<R extends Route>(
  route: R,
  input: RouteInput<R>,
  options: { skip?: boolean; refreshMs?: number; keepPrevious?: boolean } = {},
) {
  return useQuery({
    queryKey: queryKey(route, input),
    queryFn: ({ signal }) => call(route, input, signal),
    enabled: !options.skip,
    ...(options.refreshMs ? { refetchInterval: options.refreshMs } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The element of a route that answers with a page. */
export type ItemOf<R extends Route> = RouteOutput<R> extends Page<infer T> ? T : never;

/** Reads a paged route page by page; `items` are all pages so far. */
export function useList<R extends Route>(route: R, input: RouteInput<R>, options: { skip?: boolean } = {}) {
  const query = useInfiniteQuery({
    queryKey: queryKey(route, input),
    queryFn: async ({ pageParam, signal }) => {
      const querystring = { ...(input.querystring as object), ...(pageParam ? { cursor: pageParam } : {}) };
      return (await call(route, { ...input, querystring } as RouteInput<R>, signal)) as Page<ItemOf<R>>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: !options.skip,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, items };
}

/**
 * A write. After it, everything read from the same slice is read again; `also` names further slices
 * (the first word of their route ids).
 */
export function useCall<R extends Route>(
  route: R,
  options: { also?: readonly string[]; onDone?: (answer: RouteOutput<R>, input: RouteInput<R>) => void } = {},
) {
  const queries = useQueryClient();
  return useMutation<RouteOutput<R>, Error, RouteInput<R>>({
    mutationKey: [route.id],
    mutationFn: (input) => call(route, input),
    networkMode: 'always',
    onSuccess: async (answer, input) => {
      options.onDone?.(answer, input);
      await refresh(queries, [route.id.split('.')[0]!, ...(options.also ?? [])]);
    },
  });
}

/** Reads again whatever is on screen from these slices. */
export async function refresh(queries: QueryClient, slices: readonly string[]): Promise<void> {
  await Promise.all(slices.map((slice) => queries.invalidateQueries({ queryKey: [slice] })));
}

/** Whether asking again can help: the link or the server failed, not the question. */
export const worthRetrying = (count: number, error: unknown): boolean =>
  count < 2 && error instanceof CallError && (error.status === 0 || error.status >= 500);
