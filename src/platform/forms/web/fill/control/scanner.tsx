import { useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import classes from './control.module.css';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

const LOOK_EVERY_MS = 200;

/** The camera, until a code stands before it. */
export function Scanner(props: { onCode: (code: string) => void; onClose: () => void }) {
  const t = useT(fillMessages);
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const onCode = useRef(props.onCode);
  onCode.current = props.onCode;
  useEffect(() => {
    let timer = 0;
    let gone = false;
    let stream: MediaStream | undefined;
    const { BarcodeDetector } = window as unknown as { BarcodeDetector: new () => Detector };
    const look = async (detector: Detector, screen: HTMLVideoElement): Promise<void> => {
      const [code] = await detector.detect(screen).catch(() => []);
      if (gone) return;
      if (code) onCode.current(code.rawValue);
      else timer = window.setTimeout(() => void look(detector, screen), LOOK_EVERY_MS);
    };
    const start = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const screen = video.current;
      if (gone || !screen) return stop(stream);
      screen.srcObject = stream;
      await screen.play();
      await look(new BarcodeDetector(), screen);
    };
    start().catch(() => setRefused(true));
    return () => {
      gone = true;
      window.clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, []);
  return (
    <Dialog onClose={props.onClose} title={t('barcode.scan')}>
      {refused ? (
        <p role="alert">{t('barcode.refused')}</p>
      ) : (
        <video ref={video} muted playsInline className={classes.scanner} />
      )}
    </Dialog>
  );
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};
