import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './control.module.css';
import { Pick } from './pick.tsx';
import { type ControlProps, groupProps } from './props.ts';
import { useFile } from './use-file.ts';

const SIZES = { signature: { width: 900, height: 360 }, draw: { width: 1000, height: 750 } };
const INK = '#14213d';

/** A signature, a sketch, or marks on a picture. What cannot be drawn can be typed or chosen instead. */
export function DrawingControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const file = useFile(node);
  const [failed, setFailed] = useState(false);
  const signature = node.appearance.includes('signature');
  const size = signature ? SIZES.signature : SIZES.draw;
  const sheet = useSheet({ size, url: file?.url });
  const keep = async (blob: Blob | null) => {
    setFailed(false);
    try {
      if (blob) await form.attach(node, blob);
    } catch {
      setFailed(true);
    }
  };
  const clear = () => {
    sheet.clear();
    form.set(node.id, '');
  };
  return (
    <div className={classes.stack} {...groupProps(props)}>
      <canvas
        ref={sheet.ref}
        {...size}
        className={classes.sheet}
        role="img"
        aria-label={t(file ? 'draw.done' : signature ? 'draw.sign' : 'draw.here')}
        {...(props.locked ? {} : sheet.pen(() => sheet.save(keep)))}
      />
      {!props.locked && (
        <>
          <div className={classes.row} data-wrap>
            {!signature && (
              <Pick {...props} icon="image" label={t('draw.picture')} accept="image/*" onPick={keep} />
            )}
            {file && (
              <button type="button" className={classes.button} onClick={clear}>
                {t('draw.clear')}
              </button>
            )}
          </div>
          {signature && <TypedName onName={(name) => sheet.write(name, keep)} id={props.id} />}
        </>
      )}
      {failed && (
        <p role="alert" className={classes.fault}>
          {t('file.failed')}
        </p>
      )}
    </div>
  );
}

/** Not everybody can draw with a finger: a typed name is as good a mark. */
function TypedName({ onName, id }: { onName: (name: string) => void; id: string }) {
  const t = useT(fillMessages);
  const [name, setName] = useState('');
  return (
    <div className={classes.part}>
      <label htmlFor={`${id}-name`}>{t('draw.name')}</label>
      <div className={classes.row}>
        <input
          id={`${id}-name`}
          className={classes.field}
          dir="auto"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <button
          type="button"
          className={classes.button}
          disabled={!name.trim()}
          onClick={() => onName(name.trim())}
        >
          {t('draw.use')}
        </button>
      </div>
    </div>
  );
}

type Keep = (blob: Blob | null) => unknown;

function useSheet({ size, url }: { size: { width: number; height: number }; url: string | undefined }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  /** The address whose picture is on the sheet already: strokes in between must not be painted over. */
  const own = useRef(false);
  useEffect(() => {
    if (own.current) {
      own.current = false;
      return;
    }
    blank(ref.current);
    if (url) void paint(ref.current, url);
  }, [url]);
  const save = (keep: Keep) => {
    own.current = true;
    ref.current?.toBlob(keep, 'image/png');
  };
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * size.width,
      ((event.clientY - box.top) / box.height) * size.height,
    ] as const;
  };
  return {
    ref,
    save,
    clear: () => blank(ref.current),
    write: (name: string, keep: Keep) => {
      blank(ref.current);
      writeName(ref.current, name);
      save(keep);
    },
    pen: (onEnd: () => void) => ({
      onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
        const context = ref.current?.getContext('2d');
        if (!context) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.current = true;
        Object.assign(context, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: INK });
        context.beginPath();
        context.moveTo(...at(event));
      },
      onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
        if (!drawing.current) return;
        const context = ref.current?.getContext('2d');
        context?.lineTo(...at(event));
        context?.stroke();
      },
      onPointerUp: () => {
        if (!drawing.current) return;
        drawing.current = false;
        onEnd();
      },
    }),
  };
}

/** White in the dark scheme too: the picture is looked at on paper and on other screens. */
function blank(canvas: HTMLCanvasElement | null): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
}

async function paint(canvas: HTMLCanvasElement | null, url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    return;
  }
  if (!canvas) return;
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  canvas
    .getContext('2d')
    ?.drawImage(image, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
}

function writeName(canvas: HTMLCanvasElement | null, name: string): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  let size = 120;
  const font = () => {
    context.font = `italic ${size}px Georgia, "Noto Naskh Arabic", serif`;
  };
  for (font(); context.measureText(name).width > canvas.width * 0.9 && size > 20; size -= 6) font();
  Object.assign(context, { fillStyle: INK, textAlign: 'center', textBaseline: 'middle' });
  context.fillText(name, canvas.width / 2, canvas.height / 2);
}
