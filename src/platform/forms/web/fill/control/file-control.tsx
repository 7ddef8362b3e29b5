import {
  IconCamera,
  IconFile,
  IconMicrophone,
  IconPaperclip,
  IconTrash,
  IconVideo,
} from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { fitImage } from '../engine/images.ts';
import classes from './control.module.css';
import { type ControlProps, groupProps } from './props.ts';
import { type AnswerFile, useFile } from './use-file.ts';

const Recorder = lazy(() => import('./recorder.tsx').then(({ Recorder }) => ({ default: Recorder })));

type Kind = 'image' | 'audio' | 'video' | 'file';

const kindOf = (mediatype: string | undefined): Kind => {
  const kind = mediatype?.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
};

/** Formats that every kind of question takes; for a plain file whatever the form asks for. */
const acceptOf = (kind: Kind, mediatype: string | undefined): string | undefined =>
  kind === 'file' ? (mediatype && !mediatype.endsWith('/*') ? mediatype : undefined) : `${kind}/*`;

const hasCamera = (): boolean => window.matchMedia('(pointer: coarse)').matches;

/** A picture, sound, film or file: taken now with the device, or chosen from it. */
export function FileControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const file = useFile(node);
  const [failed, setFailed] = useState(false);
  const kind = kindOf(node.attributes.mediatype);
  const looks = (name: string) => node.appearance.includes(name);
  const onlyNew = looks('new') || looks('new-front') || looks('selfie');
  const longest = Number(form.definition.binds.get(node.ref ?? '')?.attributes['max-pixels']) || 0;
  const keep = async (chosen: File) => {
    setFailed(false);
    try {
      await form.attach(node, kind === 'image' && longest > 0 ? await fitImage(chosen, longest) : chosen);
    } catch {
      setFailed(true);
    }
  };
  const capture = looks('selfie') || looks('new-front') ? 'user' : 'environment';
  const records = kind === 'audio' && typeof MediaRecorder !== 'undefined' && !!navigator.mediaDevices;
  const takes = (kind === 'image' || kind === 'video') && hasCamera();
  const accept = acceptOf(kind, node.attributes.mediatype);
  return (
    <div className={classes.stack} {...groupProps(props)}>
      {file && <Shown file={file} kind={kind} locked={props.locked} onRemove={() => form.set(node.id, '')} />}
      {!props.locked && (
        <div className={classes.row} data-wrap>
          {takes && (
            <Pick
              {...props}
              kind={kind}
              label={t(`file.take.${kind}`)}
              accept={accept}
              capture={capture}
              onPick={keep}
            />
          )}
          {records && (
            <Suspense fallback={null}>
              <Recorder onDone={(sound) => void form.attach(node, sound).catch(() => setFailed(true))} />
            </Suspense>
          )}
          {!(takes && onlyNew) && (
            <Pick
              {...props}
              kind="file"
              label={t(file ? 'file.replace' : 'file.choose')}
              accept={accept}
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

const icons = { image: IconCamera, video: IconVideo, audio: IconMicrophone, file: IconPaperclip };

interface PickProps extends ControlProps {
  kind: Kind;
  label: string;
  accept: string | undefined;
  capture?: 'user' | 'environment';
  onPick: (file: File) => unknown;
}

/** A button before the browser's own file field, whose words cannot be translated. */
export function Pick(props: PickProps) {
  const field = useRef<HTMLInputElement>(null);
  const Icon = icons[props.kind];
  const nameId = `${props.id}-${props.kind}-pick`;
  return (
    <>
      <button
        type="button"
        id={nameId}
        className={classes.button}
        aria-labelledby={`${nameId} ${props.labelId}`}
        onClick={() => field.current?.click()}
      >
        <Icon size={20} stroke={1.7} aria-hidden /> {props.label}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        tabIndex={-1}
        accept={props.accept}
        capture={props.capture}
        aria-labelledby={nameId}
        data-file={props.node.id}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) props.onPick(chosen);
          event.currentTarget.value = '';
        }}
      />
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
