import { CallError, type Route } from '@sojourn/route-contract';
import { callOnce } from '#platform/ui/call.ts';
import { createStore } from '#platform/ui/store.ts';
import { caughtUp, writtenAt } from '../domain.ts';
import { aboutSame, keptDatabase, type Waiting } from './kept.ts';
import { copied } from './second-copy.ts';

/** Grows whenever something was added, left, or was refused, so that lists are read again. */
export const outboxChanges = createStore(0);
const tellChange = (): void => outboxChanges.set(outboxChanges.get() + 1);

/** Keeps a write until there is a link. Written before anything else is said of it: a killed browser still has it. */
export async function addWaiting(route: Route, input: Waiting['input'], id: string): Promise<void> {
  const { id: name, method, url, config } = route;
  // What leaves no entry is called by its route.
  const what = { route: name, audit: config.audit ?? name, method, url };
  const { waiting } = keptDatabase();
  await keptDatabase().transaction('rw', waiting, async () => {
    const last = await waiting.orderBy('at').last();
    await waiting.add({ id, state: 'waiting', at: writtenAt(Date.now(), last?.at), ...what, input });
  });
  await copied();
  tellChange();
}

export const listWaiting = (): Promise<Waiting[]> => keptDatabase().waiting.orderBy('at').toArray();
export const countWaiting = (): Promise<number> => keptDatabase().waiting.count();

export async function dropWaiting(id: string): Promise<void> {
  await keptDatabase().waiting.delete(id);
  tellChange();
}

/** Whether the write may have arrived although nobody said so: it is sent again as it is, under its key. */
const isUncertain = (error: unknown): boolean =>
  !(error instanceof CallError) || error.status === 0 || error.status >= 500 || error.status === 429;
/** The link or the session is gone: what comes after would fare no better. */
const stopsAll = (error: unknown): boolean =>
  isUncertain(error) || (error instanceof CallError && error.status === 401);

/** As much of a route as sending needs: a newer release may no longer know it by its contract. */
const routeOf = ({ route, method, url }: Waiting): Route => ({
  id: route,
  method: method as Route['method'],
  url,
  summary: '',
  config: { permission: 'signed-in', unaudited: 'declared by the slice' },
  schema: {},
});

let sending: Promise<string[]> | undefined;

/** Sends whatever waits, oldest first. Gives the slices that something arrived in. Two tabs take turns. */
export function sendWaiting(): Promise<string[]> {
  sending ??= alone(sendAll).finally(() => {
    sending = undefined;
    tellChange();
  });
  return sending;
}

const alone = (run: () => Promise<string[]>): Promise<string[]> =>
  navigator.locks ? (navigator.locks.request('sojourn-outbox', run) as Promise<string[]>) : run();

const waitingNow = (): Promise<Waiting[]> =>
  keptDatabase().waiting.where('[state+at]').between(['waiting', 0], ['waiting', Infinity]).toArray();

/** Sends one, and lets what the person changed of the same record after it follow on from what came of it. */
async function sendOne(one: Waiting): Promise<void> {
  const answer = await callOnce(routeOf(one), one.input as never, undefined, one.id);
  const { waiting } = keptDatabase();
  await keptDatabase().transaction('rw', waiting, async () => {
    await waiting.delete(one.id);
    for (const later of await waitingNow()) {
      if (!aboutSame(later, one)) continue;
      const body = caughtUp(later.input.body, one.input.body, answer);
      if (body !== later.input.body) await waiting.update(later.id, { input: { ...later.input, body } });
    }
  });
}

async function sendAll(): Promise<string[]> {
  const slices = new Set<string>();
  const { waiting } = keptDatabase();
  for (const { id } of await waitingNow()) {
    const one = await waiting.get(id);
    if (one?.state !== 'waiting') continue;
    try {
      await sendOne(one);
      slices.add(one.route.split('.')[0]!);
    } catch (error) {
      if (stopsAll(error)) break;
      const { status, problem } = error as CallError;
      const { code, detail, title, params } = problem;
      await waiting.update(one.id, {
        state: status === 409 || status === 412 ? 'conflict' : 'refused',
        problem: { code, text: detail ?? title, ...(params ? { params } : {}) },
      });
    }
  }
  return [...slices];
}

/** Sends a write anew that the server would not take, changed or as it is: another write, with a key of its own. */
export async function sendAnew(id: string, freshId: string, body: unknown): Promise<void> {
  const { waiting } = keptDatabase();
  const old = await waiting.get(id);
  if (!old) return;
  const { problem: _, ...rest } = old;
  await keptDatabase().transaction('rw', waiting, async () => {
    await waiting.delete(id);
    await waiting.add({ ...rest, id: freshId, state: 'waiting', input: { ...old.input, body } });
  });
  tellChange();
}
