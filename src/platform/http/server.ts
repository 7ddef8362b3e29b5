import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import { asProblem, parsePart, sendProblem } from './answer.ts';
import {
  type AsCaller,
  type Binding,
  type Context,
  isRefusal,
  type RawAnswer,
  type RequestActor,
  streamed,
} from './binding.ts';
import { holdUntilBeat, tellsOfNothing } from './even-answer.ts';
import { type ConstraintProblems, Problem } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { AnsweredMeanwhile, type KeptAnswer, type KeyedWrite, keyedWrite, type Repeats } from './repeats.ts';

/** Finds who stands behind a request, inside its transaction; undefined when nobody is signed in. */
export type Authenticate = (
  tx: Tx,
  request: FastifyRequest,
  binding: Binding,
) => Promise<RequestActor | undefined>;

export interface HttpOptions {
  db: Db;
  bindings: readonly Binding[];
  constraints: ConstraintProblems;
  authenticate: Authenticate;
  now?: () => Date;
  logger?: FastifyBaseLogger | boolean | object;
  /** Requests come through a proxy on this machine that sets X-Forwarded-*. */
  trustProxy?: boolean;
  /** Where answers to writes that may be repeated are kept; without it a repeated write is done again. */
  repeats?: Repeats;
  /** Refusals and empty answers leave at multiples of it, so that their time does not tell why; 0: at once. */
  beatMs: number;
}

const JSON_BODY_LIMIT = 1_000_000;
/** How long a stop waits for requests under way; a sender that went silent would hold it for ever. */
const STOP_MS = 5000;

/** A Fastify server over the bindings: actor, permission, validation, one transaction per request, problems. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: undefined,
    logger: (options.logger ?? false) as boolean,
    genReqId: () => randomUUID(),
    bodyLimit: JSON_BODY_LIMIT,
    // Only the proxy on this machine is believed: a caller could write any address into the header that it passes on.
    trustProxy: options.trustProxy ? 'loopback' : false,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    // Addresses that the router cannot read; its own answer would repeat them and name the framework.
    frameworkErrors: (error, _, reply) => {
      secureHeaders(reply as FastifyReply);
      sendProblem(asProblem(error, {}), reply as FastifyReply);
    },
  });
  await app.register(cookie);
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error, options.constraints);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    sendProblem(problem, reply);
  });
  app.setNotFoundHandler((_, reply) =>
    sendProblem(new Problem(404, 'http.not_found', { detail: 'There is no such address.' }), reply),
  );
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), STOP_MS).unref();
  });
  app.addHook('onSend', async (_, reply) => secureHeaders(reply));
  for (const [raw, group] of [
    [false, options.bindings.filter((b) => !readsRawBody(b))],
    [true, options.bindings.filter(readsRawBody)],
  ] as const) {
    await app.register(async (scope) => {
      if (raw) {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      }
      for (const binding of group) registerBinding(scope, binding, options);
    });
  }
  return app;
}

const readsRawBody = (binding: Binding): boolean => /request|both/.test(binding.route.config.raw ?? '');

/** An answer that is no page: whatever it holds, a browser neither runs nor embeds any of it. */
const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'";

function secureHeaders(reply: FastifyReply): void {
  reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
  });
  if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', BARE_POLICY);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
}

function registerBinding(app: FastifyInstance, binding: Binding, options: HttpOptions): void {
  const { route } = binding;
  const withinRate = createRateLimit(route.config.ratePerMinute);
  app.route({
    method: route.method,
    url: route.url,
    exposeHeadRoute: false,
    ...(route.config.bodyLimit ? { bodyLimit: route.config.bodyLimit } : {}),
    handler: async (request, reply) => {
      const beganMs = performance.now();
      const hold = () => holdUntilBeat(beganMs, options.beatMs);
      try {
        withinRate(request.ip, options.now?.() ?? new Date());
        const answer = await serve(request, reply, binding, options);
        if (answer.empty) await hold();
        answer.send(reply);
      } catch (error) {
        const problem = asProblem(error, options.constraints);
        if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
        // A body that was refused half-read is let through to nowhere, so that its sender comes to read the answer.
        if (!request.raw.complete) request.raw.resume();
        await hold();
        if (reply.raw.headersSent) reply.raw.destroy();
        else (binding.options.problem ?? sendProblem)(problem, reply);
      }
      return reply;
    },
  });
}

async function serve(
  request: FastifyRequest,
  reply: FastifyReply,
  binding: Binding,
  options: HttpOptions,
): Promise<Answer> {
  refuseForeignOrigin(request);
  const prepare = binding.options.prepare;
  if (
    prepare &&
    (binding.options.admitFirst || Number(request.headers['content-length'] ?? Infinity) > JSON_BODY_LIMIT)
  ) {
    // Strangers may not make the server take in a large body, nor work on one.
    await options.db.withActor(anonymous(request), (tx) => admit(tx, request, binding, options));
  }
  const asCaller: AsCaller = (run) =>
    options.db.withActor(anonymous(request), async (tx) => {
      const actor = await admit(tx, request, binding, options);
      return run(tx, actor, options.now?.() ?? new Date());
    });
  const prepared = prepare ? await prepare(request, asCaller) : undefined;
  const write = options.repeats && keyedWrite(request, binding);
  try {
    return await perform({ request, reply, binding, options, prepared, write }).catch((error: unknown) => {
      if (!write) throw error;
      return answeredMeanwhile(error, write, request, binding, options);
    });
  } finally {
    if (prepare) await binding.options.release?.(prepared);
  }
}

interface Performance {
  request: FastifyRequest;
  reply: FastifyReply;
  binding: Binding;
  options: HttpOptions;
  prepared: unknown;
  write: KeyedWrite | undefined;
}
interface Answer {
  send: (reply: FastifyReply) => void;
  /** It tells only that nothing was found. */
  empty?: boolean | undefined;
}

/** The one transaction of a request; gives what remains to be done once it is committed. */
async function perform(performance: Performance): Promise<Answer> {
  const { request, reply, binding, options, prepared, write } = performance;
  const after: (() => void)[] = [];
  const runAfter = () => {
    for (const run of after) run();
  };
  return options.db.withActor(anonymous(request), async (tx): Promise<Answer> => {
    const actor = await admit(tx, request, binding, options);
    const known = write && (await options.repeats?.find(tx, write));
    if (known) return keptAnswer(known);
    const context: Context<Binding['route'], unknown> = {
      tx,
      actor,
      now: options.now?.() ?? new Date(),
      prepared,
      request,
      reply,
      params: parsePart(binding.route.schema.params, request.params, 'params') as never,
      querystring: parsePart(binding.route.schema.querystring, request.query, 'querystring') as never,
      body: parsePart(binding.route.schema.body, request.body ?? {}, 'body') as never,
      afterCommit: (run) => after.push(run),
    };
    const result = await binding.handler(context);
    if (isRefusal(result)) {
      return {
        send: () => {
          throw result.refusal;
        },
      };
    }
    if (!write) {
      // Written down before the commit: an answer of a wrong shape undoes what it speaks of.
      const send = senderOf(result, binding);
      return {
        send: (to) => {
          runAfter();
          send(to);
        },
        empty: binding.route.schema.response ? tellsOfNothing(result) : (result as RawAnswer)?.nothingFound,
      };
    }
    const kept = keepable(result, binding, reply);
    if (!(await options.repeats?.keep(tx, write, kept))) throw new AnsweredMeanwhile();
    return {
      send: (to) => {
        runAfter();
        sendKept(kept, to);
      },
    };
  });
}

function keepable(result: unknown, { route }: Binding, reply: FastifyReply): KeptAnswer {
  const { response } = route.schema;
  if (!response) return { status: 204, body: null };
  return { status: reply.statusCode, body: JSON.stringify(response.parse(result)) };
}

/** A write that failed because its own repetition beside it came first is answered like that one. */
async function answeredMeanwhile(
  error: unknown,
  write: KeyedWrite,
  request: FastifyRequest,
  binding: Binding,
  options: HttpOptions,
): Promise<Answer> {
  const known = await options.db
    .withActor(anonymous(request), async (tx) => {
      const actor = await admit(tx, request, binding, options);
      return actor.accountId ? options.repeats?.find(tx, write) : undefined;
    })
    // Whatever keeps from looking, what the write itself met is told.
    .catch(() => undefined);
  if (!known) throw error;
  return keptAnswer(known);
}

const keptAnswer = (kept: KeptAnswer): Answer => ({ send: (to) => sendKept(kept, to) });

function sendKept({ status, body }: KeptAnswer, reply: FastifyReply): void {
  if (body === null) reply.code(status).send();
  else reply.code(status).type('application/json').send(body);
}

const anonymous = (request: FastifyRequest): Actor => ({
  accountId: null,
  kind: 'anonymous',
  permissions: null,
  requestId: request.id,
});

/** Who is calling and may they: 401 without a session where one is needed, 403 without the permission. */
async function admit(
  tx: Tx,
  request: FastifyRequest,
  binding: Binding,
  options: HttpOptions,
): Promise<RequestActor> {
  const { permission } = binding.route.config;
  const actor = await (binding.options.authenticate ?? options.authenticate)(tx, request, binding);
  if (permission === 'public') return actor ?? { ...anonymous(request), held: new Set() };
  if (!actor) throw new Problem(401, 'http.signed_out', { detail: 'Sign in first.' });
  if (permission !== 'signed-in' && !actor.held.has(permission)) {
    throw new Problem(403, 'http.forbidden', { detail: 'Your roles do not allow this.' });
  }
  if (binding.route.config.stepUp && actor.session && !actor.session.proved) {
    throw new Problem(403, 'identity.step_up_needed', { detail: 'Confirm first that it is you.' });
  }
  return actor;
}

/** A browser tells where a request comes from; a write that another site started is refused. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || !request.headers.cookie) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== undefined && origin.replace(/^https?:\/\//, '') !== request.headers.host;
  if (foreign)
    throw new Problem(403, 'http.foreign_origin', { detail: 'This request came from another site.' });
}

function senderOf(result: unknown, { route }: Binding): Answer['send'] {
  if (result === streamed) return () => {};
  const { response } = route.schema;
  if (response) {
    const body = JSON.stringify(response.parse(result));
    return (reply) => void reply.type('application/json').send(body);
  }
  if (!route.config.raw) return (reply) => void reply.code(204).send();
  const { status = 200, headers = {}, body } = (result ?? {}) as RawAnswer;
  return (reply) => void reply.code(status).headers(headers).send(body);
}
