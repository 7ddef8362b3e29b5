import { CallError, type ProblemDocument } from '@sojourn/route-contract';
import { useEffect, useRef, useState } from 'react';
import type { DetailedError, Upload } from 'tus-js-client';
import { reportOffline, reportOnline } from '#platform/ui/connection.ts';
import { signInAgain } from '#platform/ui/session.tsx';
import type { FileClass } from '../contract.ts';
import { uploadMemory } from './upload-memory.ts';

type SendingState = 'waiting' | 'sending' | 'offline' | 'paused' | 'failed' | 'done';

export interface Sending {
  key: string;
  file: File;
  fileClass: FileClass;
  keepReason: string;
  state: SendingState;
  sent: number;
  failure?: unknown;
}

/** Pauses between tries while the link is away; the last one goes on for ever. */
const PAUSES = [500, 1500, 4000, 10_000, 20_000];
let made = 0;

/**
 * Sends files to one record, one after the other, over whatever link there is: it goes on by itself when the link comes
 * back, and the same file chosen again goes on where it was.
 */
export function useUploads(record: { entity: string; entityId: string }, onArrived: () => void) {
  const [list, setList] = useState<Sending[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const arrived = useRef(onArrived);
  arrived.current = onArrived;
  const change = (key: string, values: Partial<Sending>) =>
    setList((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));

  const next = list.some(({ state }) => state === 'sending' || state === 'offline')
    ? undefined
    : list.find(({ state }) => state === 'waiting');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each upload begins once, when its turn comes
  useEffect(() => {
    if (!next) return;
    change(next.key, { state: 'sending' });
    void begin(next, record, {
      change: (values) => change(next.key, values),
      known: uploads.current,
      arrived: () => arrived.current(),
    });
  }, [next?.key]);
  useEffect(
    () => () => {
      for (const upload of uploads.current.values()) void upload.abort();
    },
    [],
  );

  return {
    list,
    add: (files: readonly File[], fileClass: FileClass, keepReason: string) =>
      setList((all) => [
        ...all.filter(({ state }) => state !== 'done'),
        ...files.map((file) => ({
          key: `${++made}`,
          file,
          fileClass,
          keepReason,
          state: 'waiting' as const,
          sent: 0,
        })),
      ]),
    pause(key: string) {
      change(key, { state: 'paused' });
      void uploads.current.get(key)?.abort();
    },
    resume: (key: string) => change(key, { state: 'waiting', failure: undefined }),
    async cancel(key: string) {
      const upload = uploads.current.get(key);
      uploads.current.delete(key);
      setList((all) => all.filter((one) => one.key !== key));
      // Without a link the server ends it by itself after its days.
      await upload?.abort(upload.url !== null).catch(() => {});
    },
  };
}

interface Reports {
  change: (values: Partial<Sending>) => void;
  known: Map<string, Upload>;
  arrived: () => void;
}

async function begin(
  sending: Sending,
  record: { entity: string; entityId: string },
  { change, known, arrived }: Reports,
): Promise<void> {
  const present = known.get(sending.key);
  if (present) return present.start();
  const tus = await import('tus-js-client');
  const { file } = sending;
  const fail = async (error: Error | DetailedError): Promise<void> => {
    const failure = problemOf(error);
    if (failure.status !== 401) return change({ state: 'failed', failure });
    await signInAgain();
    upload.start();
  };
  const upload: Upload = new tus.Upload(file, {
    endpoint: '/api/files/uploads',
    urlStorage: uploadMemory,
    fingerprint: async () =>
      [record.entity, record.entityId, sending.fileClass, file.name, file.size, file.lastModified].join('\n'),
    removeFingerprintOnSuccess: true,
    metadata: {
      filename: file.name,
      filetype: file.type,
      entity: record.entity,
      entityId: record.entityId,
      class: sending.fileClass,
      ...(sending.keepReason ? { keepMetadata: sending.keepReason } : {}),
    },
    retryDelays: [...PAUSES, ...Array.from({ length: 500 }, () => PAUSES.at(-1)!)],
    onShouldRetry(error) {
      const { status } = problemOf(error);
      if (status === 0) {
        reportOffline();
        change({ state: 'offline' });
      }
      return status === 0 || status >= 500 || status === 409 || status === 423 || status === 460;
    },
    onProgress(sent) {
      reportOnline();
      change({ state: 'sending', sent });
    },
    onError: (error) => void fail(error),
    onSuccess() {
      known.delete(sending.key);
      change({ state: 'done', sent: file.size });
      arrived();
    },
  });
  known.set(sending.key, upload);
  const [before] = await upload.findPreviousUploads();
  if (before) upload.resumeFromPreviousUpload(before);
  upload.start();
}

/** What the server said, or that nobody did. */
function problemOf(error: Error | DetailedError): CallError {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  let said: ProblemDocument | undefined;
  try {
    said = JSON.parse(response?.getBody() ?? '') as ProblemDocument;
  } catch {}
  return new CallError(
    said?.code
      ? said
      : {
          type: 'about:blank',
          title: 'No answer',
          status,
          code: status === 0 ? 'http.offline' : 'http.failed',
        },
  );
}
