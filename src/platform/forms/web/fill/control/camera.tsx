import { IconCamera, IconPlayerStop, IconVideo } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import classes from './control.module.css';
import { record } from './record.ts';
import { useCamera } from './use-camera.ts';

interface Props {
  kind: 'image' | 'video';
  facing: 'user' | 'environment';
  onDone: (blob: Blob) => void;
  onClose: () => void;
}

/** The camera of a laptop: a picture or a film. A phone has a better one of its own behind the file field. */
export function Camera({ kind, facing, onDone, onClose }: Props) {
  const t = useT(fillMessages);
  const { video, stream, refused } = useCamera(facing, kind === 'video');
  const done = (blob: Blob) => {
    onDone(blob);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t(kind === 'image' ? 'file.take.image' : 'file.take.video')}>
      {refused ? (
        <p role="alert">{t('camera.refused')}</p>
      ) : (
        <div className={classes.stack}>
          <video
            ref={video}
            muted
            playsInline
            className={classes.scanner}
            data-mirror={facing === 'user' || undefined}
          />
          {kind === 'image' ? (
            <Shutter video={video} ready={stream !== undefined} onDone={done} />
          ) : (
            stream && <Film stream={stream} onDone={done} />
          )}
        </div>
      )}
    </Dialog>
  );
}

function Shutter(props: {
  video: RefObject<HTMLVideoElement | null>;
  ready: boolean;
  onDone: (blob: Blob) => void;
}) {
  const t = useT(fillMessages);
  const take = () => {
    const screen = props.video.current;
    if (!screen || screen.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: screen.videoWidth, height: screen.videoHeight });
    canvas.getContext('2d')?.drawImage(screen, 0, 0);
    canvas.toBlob((blob) => blob && props.onDone(blob), 'image/jpeg', 0.9);
  };
  return (
    <button type="button" className={classes.button} data-shutter disabled={!props.ready} onClick={take}>
      <IconCamera size={20} aria-hidden /> {t('camera.take')}
    </button>
  );
}

function Film({ stream, onDone }: { stream: MediaStream; onDone: (blob: Blob) => void }) {
  const t = useT(fillMessages);
  const running = useRef<MediaRecorder | undefined>(undefined);
  const [filming, setFilming] = useState(false);
  useEffect(() => () => running.current?.stop(), []);
  const toggle = () => {
    if (running.current) {
      running.current.stop();
      running.current = undefined;
    } else {
      running.current = record(stream, onDone);
      setFilming(true);
    }
  };
  return (
    <button
      type="button"
      className={classes.button}
      data-shutter
      data-tone={filming ? 'bad' : undefined}
      onClick={toggle}
    >
      {filming ? <IconPlayerStop size={20} aria-hidden /> : <IconVideo size={20} aria-hidden />}{' '}
      {t(filming ? 'camera.stop' : 'camera.start')}
    </button>
  );
}
