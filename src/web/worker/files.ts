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
/** Notes in the cache: that every screen is wanted here, and the files of the build that worked last. */
const KEEPS_ALL = '/.keeps-all';
const LAST_FILES = '/.last-files';
/** A page that the server has not sent by then comes from the cache. */
const PATIENCE_MS = 3000;

async function addMissing(files: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of files) if (!(await cache.match(file))) await cache.add(file);
}

worker.addEventListener('install', (event) => {
  const fresh = async () => {
    const cache = await caches.open(CACHE);
    await addMissing(SHELL_FILES);
    if (await cache.match(KEEPS_ALL)) await addMissing(OTHER_FILES);
    // Last, and nowhere else: a page whose files are not all here would not start without a link.
    await cache.add(new Request(PAGE, { cache: 'reload' }));
    await worker.skipWaiting();
  };
  event.waitUntil(fresh());
});

worker.addEventListener('activate', (event) => {
  const settle = async () => {
    const cache = await caches.open(CACHE);
    const own = [...SHELL_FILES, ...OTHER_FILES];
    // Pages of the build before may be open with something half written: they go on until they are loaded anew.
    const last: string[] = (await (await cache.match(LAST_FILES))?.json()) ?? [];
    const known = new Set([PAGE, KEEPS_ALL, LAST_FILES, ...own, ...last]);
    for (const request of await cache.keys())
      if (!known.has(new URL(request.url).pathname)) await cache.delete(request);
    await cache.put(LAST_FILES, new Response(JSON.stringify(own)));
    await worker.clients.claim();
  };
  event.waitUntil(settle());
});

/** A person wants to work without a link: every screen, not only those that were opened. */
worker.addEventListener('message', (event) => {
  if (event.data !== 'keep-all') return;
  const keep = async () => {
    await (await caches.open(CACHE)).put(KEEPS_ALL, new Response());
    await addMissing([...SHELL_FILES, ...OTHER_FILES]);
  };
  const tell = (isKept: boolean) => event.ports[0]?.postMessage(isKept);
  event.waitUntil(
    keep().then(
      () => tell(true),
      () => tell(false),
    ),
  );
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
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([fresh, late]).catch(() => kept);
}
