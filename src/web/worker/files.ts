/**
 * Starts the application without a link. It answers pages and hashed files of this build from the cache; whatever a person
 * sees or sends goes past it: nothing of the API is ever cached here.
 */

/** Files of the first view, and all others; written in by the build. */
declare const SHELL_FILES: readonly string[];
declare const OTHER_FILES: readonly string[];

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ExtendableEvent & MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
const worker = self as unknown as WorkerScope;

const CACHE = 'sojourn-app';
const PAGE = '/';
/** A page that the server has not sent by then comes from the cache. */
const PATIENCE_MS = 3000;

async function addMissing(files: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of files) if (!(await cache.match(file))) await cache.add(file);
}

worker.addEventListener('install', (event) => {
  const fresh = async () => {
    await addMissing(SHELL_FILES);
    await (await caches.open(CACHE)).add(new Request(PAGE, { cache: 'reload' }));
    await worker.skipWaiting();
  };
  event.waitUntil(fresh());
});

worker.addEventListener('activate', (event) => {
  const settle = async () => {
    const known = new Set([PAGE, ...SHELL_FILES, ...OTHER_FILES]);
    const cache = await caches.open(CACHE);
    for (const request of await cache.keys())
      if (!known.has(new URL(request.url).pathname)) await cache.delete(request);
    await worker.clients.claim();
  };
  event.waitUntil(settle());
});

/** A person wants to work without a link: every screen, not only those that were opened. */
worker.addEventListener('message', (event) => {
  if (event.data !== 'keep-all') return;
  event.waitUntil(addMissing(OTHER_FILES).finally(() => event.ports[0]?.postMessage('kept')));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !/^\/(api|collect|odata|ogc)(\/|$)/.test(pathname))
    event.respondWith(pageOf(request));
});

async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request.url, answer.clone());
  return answer;
}

/** Every address of the application is the same page. */
async function pageOf(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(PAGE);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html'))
      await cache.put(PAGE, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([fresh, late]).catch(() => kept);
}
