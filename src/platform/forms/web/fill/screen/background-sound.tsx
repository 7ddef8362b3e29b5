import { IconMicrophone, IconPlayerStop } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { bitsFor, record } from '../control/record.ts';
import type { OpenForm } from '../engine/form-context.tsx';

type State = 'asked' | 'running' | 'kept' | 'refused';

export interface BackgroundSound {
  readonly state: State;
  start(): Promise<void>;
  /** Ends the recording, if one runs, and resolves when it is kept. */
  stop(): Promise<void>;
}

/** A sound recorded while the form is filled in: only once the person says so, and for all to see. */
export function useBackgroundSound(form: OpenForm): BackgroundSound {
  const wish = form.background;
  const [state, setState] = useState<State>('asked');
  const running = useRef<{ recorder: MediaRecorder; kept: Promise<void> } | undefined>(undefined);
  const stop = useCallback(async () => {
    running.current?.recorder.stop();
    await running.current?.kept;
    running.current = undefined;
  }, []);
  const start = async (): Promise<void> => {
    if (!wish) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      let done: () => void = () => undefined;
      const kept = new Promise<void>((resolve) => {
        done = resolve;
      });
      const keep = (sound: Blob): void => {
        const node = { id: wish.nodeId, ref: wish.nodeId };
        form
          .attach(node, sound)
          .then(() => setState('kept'))
          .catch(() => setState('refused'))
          .finally(done);
      };
      running.current = { recorder: record(stream, keep, bitsFor(wish.quality)), kept };
      setState('running');
    } catch {
      setState('refused');
    }
  };
  useEffect(() => () => void stop(), [stop]);
  return { state, start, stop };
}

/** Says that the form wishes to record, lets the person begin and end it, and shows while it runs. */
export function BackgroundSoundNotice({ sound }: { sound: BackgroundSound }) {
  const t = useT(fillMessages);
  const { state } = sound;
  const running = state === 'running';
  return (
    <p role="status" data-tone={running || state === 'refused' ? 'bad' : 'info'} data-sound={state}>
      {t(`background.${state}`)}{' '}
      {state !== 'kept' && (
        <button
          type="button"
          className={control.link}
          onClick={() => void (running ? sound.stop() : sound.start())}
        >
          {running ? <IconPlayerStop size={16} aria-hidden /> : <IconMicrophone size={16} aria-hidden />}{' '}
          {t(running ? 'background.stop' : 'background.start')}
        </button>
      )}
    </p>
  );
}
