import {
  CallError,
  type ProblemDocument,
  type Route,
  type RouteInput,
  type RouteOutput,
  routeUrl,
} from '@sojourn/route-contract';
import { useEffect, useRef, useState } from 'react';
import { reportOffline, reportOnline } from '#platform/ui/connection.ts';
import { languagePreference } from '#platform/ui/preferences.ts';
import { signInAgain } from '#platform/ui/session.tsx';

export interface SendOptions {
  /** Bytes that have left, of all. */
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends a file as the body of a route and says how far it has come, which `fetch` cannot. Its name travels in
 * `X-File-Name`. After a lost session it waits for the password and sends once more.
 */
export async function sendFile<R extends Route>(
  route: R,
  input: Omit<RouteInput<R>, 'body'>,
  file: File,
  options: SendOptions = {},
): Promise<RouteOutput<R>> {
  try {
    return (await sendOnce(route, input, file, options)) as RouteOutput<R>;
  } catch (error) {
    if (!(error instanceof CallError && error.status === 401)) throw error;
    await signInAgain();
    return (await sendOnce(route, input, file, options)) as RouteOutput<R>;
  }
}

function sendOnce<R extends Route>(
  route: R,
  input: Omit<RouteInput<R>, 'body'>,
  file: File,
  { onProgress, signal }: SendOptions,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(route.method, routeUrl(route, input));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', languagePreference.get());
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.total);
    request.onload = () => {
      reportOnline();
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(new CallError(problemFrom(answer, request)));
    };
    request.onerror = () => {
      reportOffline();
      reject(new CallError({ type: 'about:blank', title: 'No connection', status: 0, code: 'http.offline' }));
    };
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const problemFrom = (answer: unknown, { status, statusText }: XMLHttpRequest): ProblemDocument =>
  typeof answer === 'object' && answer !== null && 'code' in answer
    ? (answer as ProblemDocument)
    : {
        type: 'about:blank',
        title: statusText || 'Problem',
        status,
        code: status === 413 ? 'http.too_large' : 'http.failed',
      };

export interface Sending {
  name: string;
  sent: number;
  total: number;
}

/** The state of one upload at a time: how far it is, what went wrong, a way to stop it. */
export function useUpload() {
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const send = async <T>(file: File, run: (options: SendOptions) => Promise<T>): Promise<T | undefined> => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    setFailure(undefined);
    setSending({ name: file.name, sent: 0, total: file.size });
    try {
      return await run({
        signal: mine.signal,
        onProgress: (sent, total) => setSending({ name: file.name, sent, total }),
      });
    } catch (error) {
      if (!mine.signal.aborted) setFailure(error);
      return undefined;
    } finally {
      if (controller.current === mine) setSending(null);
    }
  };
  return {
    send,
    sending,
    failure,
    forget: () => setFailure(undefined),
    stop: () => controller.current?.abort(),
  };
}
