import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../i18n/web/use-t.tsx';
import { AppLink } from './link.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';
import { ReasonPopover } from './reason-popover.tsx';

interface FigureProps {
  label: string;
  /** Null where there is no value. */
  value: number | null;
  /** Instead of the plain number, for a percentage or a unit. */
  shown?: string;
  /** Against what came before; says since when. */
  change?: { value: number; since: string };
  note?: ReactNode;
  /** Opens the rows behind the number. */
  to?: string;
  /** Opens the rule and the source of the number. */
  reason?: ReactNode;
}

/** A key figure: the number, its change, the way to its rows and to its reason. */
export function Figure(props: FigureProps) {
  const t = useT(uiMessages);
  const format = useFormat();
  const text = props.value === null ? '–' : (props.shown ?? format.number(props.value));
  return (
    <div className={`sj-surface ${classes.figure}`}>
      <div className={classes.figureLabel}>
        <span>{props.label}</span>
        {props.reason && (
          <ReasonPopover label={t('figure.reason', { name: props.label })}>{props.reason}</ReasonPopover>
        )}
      </div>
      <div className={classes.figureValue}>
        {props.to && props.value !== null ? (
          <AppLink to={props.to} aria-label={`${props.label}: ${text}`}>
            {text}
          </AppLink>
        ) : (
          text
        )}
      </div>
      {props.change && <Change {...props.change} />}
      {props.note && <div className={classes.figureNote}>{props.note}</div>}
    </div>
  );
}

function Change({ value, since }: { value: number; since: string }) {
  const t = useT(uiMessages);
  const format = useFormat();
  const Icon = value > 0 ? IconArrowUpRight : value < 0 ? IconArrowDownRight : IconArrowRight;
  const change = value === 0 ? t('figure.unchanged') : format.change(value);
  return (
    <div className={classes.figureNote}>
      <Icon size={15} stroke={1.9} className={`sj-flip ${classes.changeIcon}`} aria-hidden />
      {t('figure.since', { change, when: since })}
    </div>
  );
}

/** Figures side by side. */
export const FigureRow = ({ children }: { children: ReactNode }) => (
  <div className={classes.figures}>{children}</div>
);
