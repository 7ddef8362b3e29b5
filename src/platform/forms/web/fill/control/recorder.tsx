import { IconMicrophone, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import classes from './control.module.css';
import { bitsFor, record } from './record.ts';

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Records a sound with the microphone of the device. */
export function Recorder(props: { quality: string | undefined; onDone: (sound: Blob) => void }) {
  const t = useT(fillMessages);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [refused, setRefused] = useState(false);
  const running = useRef<MediaRecorder | null>(null);
  useEffect(() => {
    if (seconds === null) return;
    const timer = window.setTimeout(() => setSeconds(seconds + 1), 1000);
    return () => window.clearTimeout(timer);
  }, [seconds]);
  useEffect(() => () => running.current?.stop(), []);
  const start = async () => {
    setRefused(false);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      running.current = record(stream, props.onDone, bitsFor(props.quality));
      setSeconds(0);
    } catch {
      setRefused(true);
    }
  };
  const stop = () => {
    running.current?.stop();
    running.current = null;
    setSeconds(null);
  };
  if (seconds !== null) {
    return (
      <button type="button" className={classes.button} data-tone="bad" onClick={stop}>
        <IconPlayerStop size={20} aria-hidden /> {t('audio.stop', { time: clock(seconds) })}
      </button>
    );
  }
  return (
    <>
      <button type="button" className={classes.button} onClick={() => void start()}>
        <IconMicrophone size={20} stroke={1.7} aria-hidden /> {t('audio.record')}
      </button>
      {refused && (
        <p role="alert" className={classes.fault}>
          {t('audio.refused')}
        </p>
      )}
    </>
  );
}
