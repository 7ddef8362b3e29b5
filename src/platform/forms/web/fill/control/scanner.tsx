import { useEffect, useRef } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { createCodeReader } from './code-reader.ts';
import classes from './control.module.css';
import { useCamera } from './use-camera.ts';

const LOOK_EVERY_MS = 200;

interface Props {
  facing: 'user' | 'environment';
  onCode: (code: string) => void;
  onClose: () => void;
}

/** The camera, until a code stands before it. */
export function Scanner(props: Props) {
  const t = useT(fillMessages);
  const { video, stream, refused } = useCamera(props.facing);
  const onCode = useRef(props.onCode);
  onCode.current = props.onCode;
  useEffect(() => {
    if (!stream) return;
    let timer = 0;
    let gone = false;
    const read = createCodeReader();
    const look = async (): Promise<void> => {
      const screen = video.current;
      const code = screen ? await read(screen, screen.videoWidth, screen.videoHeight) : undefined;
      if (gone) return;
      if (code) onCode.current(code);
      else timer = window.setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    void look();
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [stream, video]);
  return (
    <Dialog onClose={props.onClose} title={t('barcode.scan')}>
      {refused ? (
        <p role="alert">{t('barcode.refused')}</p>
      ) : (
        <>
          <video ref={video} muted playsInline className={classes.scanner} />
          <p className={classes.quiet}>{t('barcode.hold')}</p>
        </>
      )}
    </Dialog>
  );
}
