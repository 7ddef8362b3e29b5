import type { Route } from '@sojourn/route-contract';
import type { Dexie, EntityTable } from 'dexie';
import { withChanges } from '../domain.ts';
import { localDatabase } from './local-store.ts';

/** What a write that waits has come to. `conflict`: the server has a newer state than the person saw. */
type WaitingState = 'waiting' | 'conflict' | 'refused';

/** A write that is on this device and not yet on the server. */
export interface Waiting {
  /** Its key: however often it is sent, the server does it once. */
  id: string;
  state: WaitingState;
  /** ms since 1970 */
  at: number;
  route: string;
  /** What the write does, as the audit log calls it. */
  audit: string;
  method: string;
  url: string;
  /** As the person wrote it. */
  input: { params?: Record<string, string>; querystring?: Record<string, unknown>; body?: unknown };
  problem?: { code: string; text: string; params?: Record<string, unknown> };
}

interface KeptAnswer {
  id: string;
  at: number;
  answer: unknown;
}

/** Something that a person chose to keep here, such as a form. */
interface Choice {
  id: string;
  at: number;
}

type KeptDatabase = Dexie & {
  answer: EntityTable<KeptAnswer, 'id'>;
  waiting: EntityTable<Waiting, 'id'>;
  choice: EntityTable<Choice, 'id'>;
};

const STORES = { answer: 'id, at', waiting: 'id, [state+at], at', choice: 'id' };

/** Answers are the server's; what waits is here alone. */
const STAMPS = { waiting: ({ at }: Waiting) => at };

/** @throws while no store is open */
export const keptDatabase = (): KeptDatabase => localDatabase<KeptDatabase>('kept', STORES, STAMPS);

const partsOf = (params: unknown): string => JSON.stringify(sorted(params ?? {}));

/** Whether two writes are about one record: they name it in the same way. */
export const aboutSame = (a: Pick<Waiting, 'url' | 'input'>, b: Pick<Waiting, 'url' | 'input'>): boolean =>
  a.url === b.url && partsOf(a.input.params) === partsOf(b.input.params);

/** One name for one question, in whatever order its parts were given. */
const questionId = (route: Route, input: unknown): Promise<string> =>
  digest(`${route.id} ${JSON.stringify(sorted(input ?? {}))}`);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]),
  );
}

/** The question itself may say whom it is about, so it does not stand in the clear as the key of its row. */
async function digest(text: string): Promise<string> {
  if (!crypto.subtle) return text;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function keepAnswer(route: Route, input: unknown, answer: unknown): Promise<void> {
  await keptDatabase().answer.put({ id: await questionId(route, input), at: Date.now(), answer });
}

/** The answer that was kept last, with what this person changed of that record since and has not sent. */
export async function findAnswer(route: Route, input: unknown): Promise<unknown> {
  const found = (await keptDatabase().answer.get(await questionId(route, input)))?.answer;
  if (found === undefined) return undefined;
  const question = { url: route.url, input: (input ?? {}) as Waiting['input'] };
  const waiting = await keptDatabase().waiting.orderBy('at').toArray();
  const changes = waiting.filter((one) => one.method === 'PATCH' && aboutSame(one, question));
  return withChanges(
    found,
    changes.map(({ input }) => input.body),
  );
}

/** Answers that nothing asked for again in this time make room. */
const ANSWER_MS = 30 * 86_400_000;
export async function dropOldAnswers(now = Date.now()): Promise<void> {
  await keptDatabase()
    .answer.where('at')
    .below(now - ANSWER_MS)
    .delete();
}

/** Answers and choices; what waits to be sent is not touched. */
export async function forgetKept(): Promise<void> {
  await keptDatabase().answer.clear();
  await keptDatabase().choice.clear();
}
