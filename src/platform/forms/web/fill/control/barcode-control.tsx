import { IconScan } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './control.module.css';
import { type ControlProps, fieldProps } from './props.ts';

const Scanner = lazy(() => import('./scanner.tsx').then(({ Scanner }) => ({ default: Scanner })));

const canScan = (): boolean => 'BarcodeDetector' in window && !!navigator.mediaDevices?.getUserMedia;

/** A code read with the camera where the browser can, typed everywhere. */
export function BarcodeControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className={classes.row}>
        <input
          {...fieldProps(props)}
          className={classes.field}
          type={node.appearance.includes('hidden-answer') ? 'password' : 'text'}
          dir="ltr"
          autoComplete="off"
          data-focus
          value={node.value}
          onChange={(event) => form.set(node.id, event.currentTarget.value)}
        />
        {canScan() && !props.locked && (
          <button type="button" className={classes.button} onClick={() => setOpen(true)}>
            <IconScan size={20} aria-hidden /> {t('barcode.scan')}
          </button>
        )}
      </div>
      {open && (
        <Suspense fallback={null}>
          <Scanner
            onClose={() => setOpen(false)}
            onCode={(code) => {
              form.set(node.id, code);
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
