import type { ZodType, z } from 'zod';

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RouteConfig {
  /** A permission code such as `forms.record.read`; `signed-in` or `public` for the two open classes. */
  permission: string;
  /** The audit action that a write leaves behind; required for every method but GET. A GET may name one when the read itself is recorded. `none` needs a reason in `unaudited`. */
  audit?: string;
  /** Why a write leaves no audit entry (for example a draft that only its author sees). */
  unaudited?: string;
  /** The person must have proved who they are within the last minutes (by the second factor, or the password where there is none). */
  stepUp?: true;
  /** Why a sensitive act asks for no such proof (it only takes rights away, it asks in its own way). */
  withoutStepUp?: string;
  /** Open to somebody who owes a second factor and has to set it up before anything else. */
  beforeSecondFactor?: true;
  /** Requests allowed per minute and caller; the server's default when absent. */
  ratePerMinute?: number;
  /** The body or the answer is not JSON: the handler reads or writes a stream itself. */
  raw?: 'request' | 'response' | 'both';
  /** Content type of a raw answer, for the OpenAPI document. */
  produces?: string;
  /** Greatest accepted body in bytes. */
  bodyLimit?: number;
  /**
   * What a browser may do for its person without a link: `keep` every answer of a GET (others only when chosen), or let a
   * write wait (`queue`), to be sent under its key when the link is back. Nothing of the kind where absent.
   */
  offline?: 'keep' | 'queue';
  /**
   * `device-key`: the caller is the device whose key is the `key` of the path; `feed-key`: the person whose calendar it
   * opens; session when absent.
   */
  auth?: 'device-key' | 'feed-key';
}

export interface RouteSchema {
  params?: ZodType;
  querystring?: ZodType;
  body?: ZodType;
  /** What the handler returns; anything not declared is stripped before it leaves. */
  response?: ZodType;
}

/** A route as plain data: what server, client and OpenAPI document are derived from. */
export interface Route<S extends RouteSchema = RouteSchema> {
  /** Stable name, `slice.verb`, used as operationId. */
  id: string;
  method: Method;
  /** Fastify path with `:param` placeholders. */
  url: string;
  summary: string;
  config: RouteConfig;
  schema: S;
}

type Part<S extends RouteSchema, K extends keyof RouteSchema> = S[K] extends ZodType ? S[K] : never;
type Side<T, D extends 'in' | 'out'> = T extends ZodType
  ? D extends 'in'
    ? z.input<T>
    : z.output<T>
  : never;
type Field<S extends RouteSchema, K extends keyof RouteSchema, D extends 'in' | 'out'> = [
  Part<S, K>,
] extends [never]
  ? { [P in K]?: undefined }
  : { [P in K]: Side<Part<S, K>, D> };

/** What a caller supplies. */
export type RouteInput<R extends Route> = Field<R['schema'], 'params', 'in'> &
  Field<R['schema'], 'querystring', 'in'> &
  Field<R['schema'], 'body', 'in'>;

/** What a handler receives after validation. */
export type RouteRequest<R extends Route> = Field<R['schema'], 'params', 'out'> &
  Field<R['schema'], 'querystring', 'out'> &
  Field<R['schema'], 'body', 'out'>;

/** What a caller gets back; `undefined` for an empty answer. */
export type RouteOutput<R extends Route> = R['schema']['response'] extends ZodType
  ? z.output<R['schema']['response']>
  : undefined;

/**
 * Declares a route. A write (any method but GET and HEAD) must name its audit action or say why it leaves none;
 * a contract that breaks this throws at import, which stops the boot.
 */
export function defineRoute<const S extends RouteSchema>(route: Route<S>): Route<S> {
  if (!route.config.permission) throw new Error(`Route ${route.id} names no permission`);
  if (route.method !== 'GET' && route.method !== 'HEAD' && !route.config.audit && !route.config.unaudited) {
    throw new Error(`Route ${route.id} writes but names no audit action`);
  }
  const { offline, audit, raw, stepUp, withoutStepUp } = route.config;
  if (stepUp && withoutStepUp)
    throw new Error(`Route ${route.id} both asks for a proof and says why it does not`);
  if (offline === 'keep' && (route.method !== 'GET' || audit || raw))
    throw new Error(`Route ${route.id} may not be kept: only a plain read that nobody records`);
  if (offline === 'queue' && (route.method === 'GET' || raw || stepUp))
    throw new Error(`Route ${route.id} may not wait: only a plain write that asks for no proof`);
  return route;
}
