import { IconScan } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './control.module.css';
import { Pick } from './pick.tsx';
import { type ControlProps, fieldProps } from './props.ts';

const Scanner = lazyPart(() => import('./scanner.tsx').then(({ Scanner }) => ({ default: Scanner })));

/** A code read with the camera or from a picture of it, typed everywhere. */
export function BarcodeControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const [open, setOpen] = useState(false);
  const [unread, setUnread] = useState(false);
  const take = (code: string | undefined) => {
    setUnread(code === undefined);
    setOpen(false);
    if (code !== undefined) form.set(node.id, code);
  };
  const read = async (picture: File) => {
    const { readPicture } = await import('./code-reader.ts');
    take(await readPicture(picture));
  };
  return (
    <div className={classes.stack}>
      <input
        {...fieldProps(props)}
        className={classes.field}
        type={node.appearance.includes('hidden-answer') ? 'password' : 'text'}
        dir="ltr"
        data-focus
        value={node.value}
        onChange={(event) => form.set(node.id, event.currentTarget.value)}
      />
      {!props.locked && (
        <div className={classes.row} data-wrap>
          {!!navigator.mediaDevices?.getUserMedia && (
            <button type="button" className={classes.button} onClick={() => setOpen(true)}>
              <IconScan size={20} aria-hidden /> {t('barcode.scan')}
            </button>
          )}
          <Pick {...props} icon="image" label={t('barcode.picture')} accept="image/*" onPick={read} />
        </div>
      )}
      {unread && (
        <p role="alert" className={classes.fault}>
          {t('barcode.none')}
        </p>
      )}
      {open && (
        <Suspense fallback={null}>
          <Scanner
            facing={node.appearance.includes('front') ? 'user' : 'environment'}
            onClose={() => setOpen(false)}
            onCode={take}
          />
        </Suspense>
      )}
    </div>
  );
}
