import type { Caller } from '#platform/http/testing.ts';
import { listenLive } from '../contract.ts';

/** An open page, as a browser holds one. */
export interface OpenPage {
  status: number;
  type: string | null;
  /** What was told so far. */
  told: { topic: string; ref?: string }[];
  /** Settles when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
}

/** Opens the event stream as this person. */
export async function openPage(caller: Caller, init: RequestInit = {}): Promise<OpenPage> {
  const leaving = new AbortController();
  const answer = await caller.fetch(listenLive.url, { ...init, signal: leaving.signal });
  const told: OpenPage['told'] = [];
  const read = async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) if (event.startsWith('data: ')) told.push(JSON.parse(event.slice(6)));
    }
  };
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    told,
    ended: answer.ok ? read().catch(() => {}) : Promise.resolve(),
    close: () => leaving.abort(),
  };
}
