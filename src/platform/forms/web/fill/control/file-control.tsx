import { IconCamera, IconFile, IconTrash, IconVideo } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { fitImage } from '../engine/images.ts';
import classes from './control.module.css';
import { Pick } from './pick.tsx';
import { type ControlProps, groupProps } from './props.ts';
import { type AnswerFile, useFile } from './use-file.ts';

const Camera = lazyPart(() => import('./camera.tsx').then(({ Camera }) => ({ default: Camera })));
const Recorder = lazyPart(() => import('./recorder.tsx').then(({ Recorder }) => ({ default: Recorder })));

type Kind = 'image' | 'audio' | 'video' | 'file';

const kindOf = (mediatype: string | undefined): Kind => {
  const kind = mediatype?.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
};

/** Formats that every kind of question takes; for a plain file whatever the form asks for. */
const acceptOf = (kind: Kind, mediatype: string | undefined): string | undefined =>
  kind === 'file' ? (mediatype && !mediatype.endsWith('/*') ? mediatype : undefined) : `${kind}/*`;

/** A phone's own camera stands behind the file field; a laptop's is asked for by the page. */
const isPhone = (): boolean => window.matchMedia('(pointer: coarse)').matches;
const hasDevices = (): boolean =>
  typeof MediaRecorder !== 'undefined' && !!navigator.mediaDevices?.getUserMedia;

/** A picture, sound, film or file: taken now with the device, or chosen from it. */
export function FileControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const file = useFile(node);
  const [failed, setFailed] = useState(false);
  const kind = kindOf(node.attributes.mediatype);
  const wishes = form.definition.binds.get(node.ref ?? '')?.attributes ?? {};
  const longest = Number(wishes['max-pixels']) || 0;
  const keep = async (chosen: Blob) => {
    setFailed(false);
    try {
      await form.attach(node, kind === 'image' && longest > 0 ? await fitImage(chosen, longest) : chosen);
    } catch {
      setFailed(true);
    }
  };
  const taking = takingOf(kind, node.appearance, wishes.quality);
  return (
    <div className={classes.stack} {...groupProps(props)}>
      {file && <Shown file={file} kind={kind} locked={props.locked} onRemove={() => form.set(node.id, '')} />}
      {!props.locked && (
        <div className={classes.row} data-wrap>
          <Take {...props} taking={taking} kind={kind} quality={wishes.quality} onTaken={keep} />
          {!taking.only && (
            <Pick
              {...props}
              icon="file"
              label={t(file ? 'file.replace' : 'file.choose')}
              accept={acceptOf(kind, node.attributes.mediatype)}
              onPick={keep}
            />
          )}
        </div>
      )}
      {failed && (
        <p role="alert" className={classes.fault}>
          {t('file.failed')}
        </p>
      )}
    </div>
  );
}

interface Taking {
  /** `field`: the phone's own camera; `page`: camera or microphone of a laptop. */
  readonly by: 'field' | 'page' | undefined;
  readonly facing: 'user' | 'environment';
  /** The form wants it taken now, not chosen; where nothing can be taken, it may be chosen all the same. */
  readonly only: boolean;
}

function takingOf(kind: Kind, appearance: readonly string[], quality: string | undefined): Taking {
  const facing = appearance.includes('selfie') || appearance.includes('new-front') ? 'user' : 'environment';
  const films = kind === 'image' || kind === 'video';
  const records = kind === 'audio' && quality !== 'external';
  const by = films && isPhone() ? 'field' : (films || records) && hasDevices() ? 'page' : undefined;
  const wanted = facing === 'user' || appearance.includes('new');
  return { by, facing, only: wanted && films && by !== undefined };
}

interface TakeProps extends ControlProps {
  taking: Taking;
  kind: Kind;
  quality: string | undefined;
  onTaken: (blob: Blob) => Promise<void>;
}

/** Takes the picture, film or sound now. */
function Take(props: TakeProps) {
  const t = useT(fillMessages);
  const { taking, kind, onTaken } = props;
  const [open, setOpen] = useState(false);
  if (!taking.by || kind === 'file') return null;
  if (kind === 'audio') {
    return (
      <Suspense fallback={null}>
        <Recorder quality={props.quality} onDone={(sound) => void onTaken(sound)} />
      </Suspense>
    );
  }
  const label = t(`file.take.${kind}`);
  if (taking.by === 'field') {
    const icon = kind === 'image' ? 'camera' : 'video';
    return (
      <Pick
        {...props}
        icon={icon}
        label={label}
        accept={`${kind}/*`}
        capture={taking.facing}
        onPick={onTaken}
      />
    );
  }
  const Icon = kind === 'image' ? IconCamera : IconVideo;
  return (
    <>
      <button type="button" className={classes.button} data-take onClick={() => setOpen(true)}>
        <Icon size={20} stroke={1.7} aria-hidden /> {label}
      </button>
      {open && (
        <Suspense fallback={null}>
          <Camera
            kind={kind}
            facing={taking.facing}
            onDone={(blob) => void onTaken(blob)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Shown(props: { file: AnswerFile; kind: Kind; locked: boolean; onRemove: () => void }) {
  const t = useT(fillMessages);
  const format = useFormat();
  const { file, kind } = props;
  return (
    <figure className={classes.file}>
      {file.url && kind === 'image' && <img src={file.url} alt={t('file.preview')} />}
      {/* biome-ignore lint/a11y/useMediaCaption: what a person just recorded has no captions */}
      {file.url && kind === 'audio' && <audio controls src={file.url} aria-label={t('file.preview')} />}
      {/* biome-ignore lint/a11y/useMediaCaption: what a person just recorded has no captions */}
      {file.url && kind === 'video' && <video controls src={file.url} aria-label={t('file.preview')} />}
      <figcaption>
        <IconFile size={18} aria-hidden />
        <span className={classes.grow}>
          <span className="sj-code">{file.name}</span>{' '}
          <span className={classes.quiet}>
            {file.size === undefined
              ? t(file.missing ? 'file.missing' : 'file.onServer')
              : format.bytes(file.size)}
          </span>
        </span>
        {!props.locked && (
          <button
            type="button"
            className={classes.icon}
            aria-label={t('file.remove', { name: file.name })}
            onClick={props.onRemove}
          >
            <IconTrash size={20} aria-hidden />
          </button>
        )}
      </figcaption>
    </figure>
  );
}
