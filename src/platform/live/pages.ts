import { PassThrough, type Readable } from 'node:stream';
import { Problem } from '#platform/http/problem.ts';

/** Several windows and a device that reconnects before the server noticed that it left. */
const PAGES_A_SESSION = 6;
/** A page that reads nothing any more is let go; it asks again when it wakes. */
const UNREAD_BYTES = 64 * 1024;

export interface Listener {
  accountId: string;
  sessionId: string;
}

interface Page extends Listener {
  stream: PassThrough;
}

/** The open event streams of one server process. */
export interface Pages {
  /** @throws Problem 429 when the session has too many */
  open(who: Listener): Readable;
  /** Sends an event to those concerned, all if left out. */
  tell(event: object, concerned?: (who: Listener) => boolean): void;
  /** Keeps proxies from closing what is silent. */
  beat(): void;
  end(concerned: (who: Listener) => boolean): void;
  sessions(): string[];
}

export function createPages(): Pages {
  const pages = new Set<Page>();
  const write = (page: Page, text: string) => {
    if (page.stream.writableLength + page.stream.readableLength > UNREAD_BYTES) page.stream.destroy();
    else page.stream.write(text);
  };
  return {
    open(who) {
      if ([...pages].filter((page) => page.sessionId === who.sessionId).length >= PAGES_A_SESSION)
        throw new Problem(429, 'http.too_many', {
          detail: 'Too many pages of this session listen already.',
          headers: { 'retry-after': '60' },
        });
      const page: Page = { ...who, stream: new PassThrough() };
      pages.add(page);
      page.stream.on('close', () => pages.delete(page));
      page.stream.on('error', () => {});
      page.stream.write('retry: 3000\n\n');
      return page.stream;
    },
    tell(event, concerned = () => true) {
      const text = `data: ${JSON.stringify(event)}\n\n`;
      for (const page of pages) if (concerned(page)) write(page, text);
    },
    beat() {
      for (const page of pages) write(page, ':\n\n');
    },
    end(concerned) {
      for (const page of pages) if (concerned(page)) page.stream.end();
    },
    sessions: () => [...new Set([...pages].map((page) => page.sessionId))],
  };
}
