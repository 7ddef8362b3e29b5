import { IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, Suspense, useState } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { lazyPart } from './lazy-part.ts';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';

const OpenReason = lazyPart(() =>
  import('./open-reason.tsx').then(({ OpenReason }) => ({ default: OpenReason })),
);

/** Opens the reason of a score, a refusal or a number: its inputs, its rule, its source. */
export function ReasonPopover(props: { label?: string; text?: string; children: ReactNode }) {
  const t = useT(uiMessages);
  const [pressed, setPressed] = useState(false);
  const asked = props.label ?? t('reason.show');
  // Who speaks to the machine says what stands on the button: the name begins with it.
  const label = props.text ? `${props.text}: ${asked}` : asked;
  const button = (
    <>
      <IconInfoCircle size={17} stroke={1.8} aria-hidden />
      {props.text && <span>{props.text}</span>}
    </>
  );
  const closed = (
    <button
      type="button"
      className={classes.reason}
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setPressed(true)}
    >
      {button}
    </button>
  );
  if (!pressed) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenReason label={label} button={button}>
        {props.children}
      </OpenReason>
    </Suspense>
  );
}
