import type { Readable } from 'node:stream';
import type { Route, RouteOutput, RouteRequest } from '@sojourn/route-contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { Problem } from './problem.ts';

/** The caller of a request: the database actor, and the permissions held somewhere today. */
export interface RequestActor extends Actor {
  held: ReadonlySet<string>;
  /** Roles held today, for the audit log. */
  roles?: readonly string[];
  sessionId?: string;
  /** How long the session holds: minutes without a call, and its end whatever happens; whether its
   * person has just proved who they are, and whether they owe a second factor. */
  session?: { idleMinutes: number; endsAt: Date; proved: boolean; factorDue: boolean };
}

/** What a handler of a raw route may answer; the body is sent after the transaction committed. */
export interface RawAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
  /** The body tells only that nothing was found. */
  nothingFound?: boolean;
}

/** Returned by a handler that wrote to `reply.raw` itself (a stream read inside the transaction). */
export const streamed = Symbol('streamed');

/** A refusal whose writes (a counted failure, its audit entry) are kept: commits, then answers the problem. */
export interface Refusal {
  refusal: Problem;
}
export const refused = (problem: Problem): Refusal => ({ refusal: problem });
export const isRefusal = (result: unknown): result is Refusal =>
  typeof result === 'object' && result !== null && 'refusal' in result && result.refusal instanceof Problem;

export type Context<R extends Route, P = undefined> = RouteRequest<R> & {
  tx: Tx;
  actor: RequestActor;
  now: Date;
  /** What `prepare` returned. */
  prepared: P;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Runs after the commit; never for a rolled-back request. */
  afterCommit(run: () => void): void;
};

/** A route with a response shape answers it; one without answers nothing, or a raw body. */
type Answer<R extends Route> =
  RouteOutput<R> extends undefined ? undefined | RawAnswer | typeof streamed : RouteOutput<R>;

/**
 * A transaction of its own as whoever sent the request, who is looked at anew each time: a session that ended or a grant that
 * was revoked meanwhile holds at once.
 */
export type AsCaller = <T>(run: (tx: Tx, actor: RequestActor, now: Date) => Promise<T>) => Promise<T>;

export interface BindingOptions<P> {
  /** Reads a raw body before the transaction opens, so that a slow link holds no database connection. */
  prepare?: (request: FastifyRequest, asCaller: AsCaller) => Promise<P>;
  /** `prepare` is dear whatever the size of the body: the caller is looked at before it, at the cost of a transaction. */
  admitFirst?: boolean;
  /** Undoes `prepare` (temporary files), whether the handler succeeded or not. */
  release?: (prepared: P) => Promise<void> | void;
  /** Answers a refusal in another dialect than problem+json (OpenRosa speaks XML). */
  problem?: (problem: Problem, reply: FastifyReply) => void;
  /** Finds the caller in another way than by session or token (a device by the key in its address). */
  authenticate?: (tx: Tx, request: FastifyRequest, binding: Binding) => Promise<RequestActor | undefined>;
}

/** A route with its handler. */
export interface Binding {
  route: Route;
  // biome-ignore lint/suspicious/noExplicitAny: bindings of different routes stand in one list; `bind` checks each against its route
  handler: (context: any) => Promise<unknown>;
  options: BindingOptions<unknown>;
}

/** Ties a handler to its route; types of request and answer come from the contract. */
export function bind<R extends Route, P = undefined>(
  route: R,
  handler: (context: Context<R, P>) => Promise<Answer<R> | Refusal>,
  options: BindingOptions<P> = {},
): Binding {
  return { route, handler, options: options as BindingOptions<unknown> };
}

/** What every context holds whatever its route; for helpers shared by several handlers. */
export type BaseContext = Pick<Context<Route>, 'tx' | 'actor' | 'now' | 'request' | 'reply' | 'afterCommit'>;
