/**
 * Shows what is pushed while no page is open, and opens the place that it is about. What it shows is what the server sent:
 * the kind of news in general words, nothing of people or records.
 */
/** The little of a worker's world that is used: its whole library would stand beside that of pages. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Page {
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}
interface PushScope {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(options: { type: 'window' }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(
    type: 'push',
    listen: (event: Waiting & { data: { json(): unknown } | null }) => void,
  ): void;
  addEventListener(
    type: 'notificationclick',
    listen: (event: Waiting & { notification: Notification }) => void,
  ): void;
}
const worker = self as unknown as PushScope;

interface Pushed {
  body: string;
  link: string;
  id: string;
  language: string;
}

function read(data: { json(): unknown } | null): Partial<Pushed> {
  try {
    return (data?.json() ?? {}) as Partial<Pushed>;
  } catch {
    return {};
  }
}

worker.addEventListener('push', (event) => {
  const { body = '', link = '/inbox', id = 'sojourn', language = 'en' } = read(event.data);
  // Told anew it replaces itself. Browsers demand that each push is shown.
  event.waitUntil(
    worker.registration.showNotification('Sojourn', {
      body,
      tag: id,
      lang: language,
      dir: language === 'ar' ? 'rtl' : 'ltr',
      icon: '/mark.svg',
      data: { link },
    }),
  );
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = new URL(String(event.notification.data?.link ?? '/inbox'), worker.location.origin);
  // Only ever a place of this installation.
  const target = link.origin === worker.location.origin ? link.href : `${worker.location.origin}/inbox`;
  const open = async () => {
    const pages = await worker.clients.matchAll({ type: 'window' });
    const page = pages[0];
    if (!page) return void (await worker.clients.openWindow(target));
    await page.focus();
    await page.navigate(target).catch(() => worker.clients.openWindow(target));
  };
  event.waitUntil(open());
});
