import type { Route, RouteInput, RouteOutput } from './route.ts';

/** RFC 9457 problem document as every Sojourn route answers it. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  /** Field paths (`body.name`) with a code and a sentence each. */
  errors?: { path: string; code: string; message: string }[];
  params?: Record<string, unknown>;
}

/** Thrown by the client for an answer outside 2xx, and with status 0 when nothing answered. */
export class CallError extends Error {
  readonly status: number;
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.detail ?? problem.title);
    this.name = 'CallError';
    this.status = problem.status;
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Prefix of every address; empty for the own origin. */
  baseUrl?: string;
  headers?: () => Record<string, string>;
  fetch?: typeof globalThis.fetch;
}

type Loose = {
  params?: Record<string, unknown>;
  querystring?: Record<string, unknown>;
  body?: unknown;
};

/** The address of a route with its placeholders filled and its query appended. */
export function routeUrl<R extends Route>(route: R, input: Omit<RouteInput<R>, 'body'>): string {
  const { params = {}, querystring = {} } = input as Loose;
  const path = route.url.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(querystring)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Calls a route. Gives the answer's body (a Blob where it is no JSON, nothing for 204).
 * @throws CallError for any other answer; the reason of `signal` when that aborted the call.
 */
export type Call = <R extends Route>(
  route: R,
  input: RouteInput<R>,
  signal?: AbortSignal,
  headers?: Readonly<Record<string, string>>,
) => Promise<RouteOutput<R>>;

/** A typed caller of routes over fetch. Raw bodies (Blob, FormData, string) pass as they are. */
export function createClient(options: ClientOptions = {}): Call {
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args));
  return async function call<R extends Route>(
    route: R,
    input: RouteInput<R>,
    signal?: AbortSignal,
    own: Readonly<Record<string, string>> = {},
  ): Promise<RouteOutput<R>> {
    const { body } = input as Loose;
    const json = body !== undefined && !route.config.raw?.match(/request|both/);
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.(), ...own };
    if (json) headers['content-type'] = 'application/json';
    let response: Response;
    try {
      response = await send((options.baseUrl ?? '') + routeUrl(route, input), {
        method: route.method,
        headers,
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as BodyInit) }),
        ...(signal ? { signal } : {}),
        credentials: 'same-origin',
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new CallError({ type: 'about:blank', title: 'No connection', status: 0, code: 'http.offline' });
    }
    return (await readAnswer(response)) as RouteOutput<R>;
  };
}

async function readAnswer(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok) {
    const problem = type.includes('json') ? ((await response.json()) as ProblemDocument) : undefined;
    throw new CallError(
      problem ?? {
        type: 'about:blank',
        title: response.statusText,
        status: response.status,
        code: 'http.failed',
      },
    );
  }
  if (response.status === 204) return undefined;
  return type.includes('json') ? response.json() : response.blob();
}
