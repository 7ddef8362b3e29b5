import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';
import { StateBadge, type Tone } from './state-badge.tsx';

export type WorkState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

const tones: Record<WorkState, Tone> = {
  waiting: 'neutral',
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** Long work: its name, how far it is, a way to cancel, and what came out. */
export function ProgressPanel(props: {
  name: string;
  state: WorkState;
  done?: number;
  /** Absent while nobody knows. */
  total?: number;
  onCancel?: () => void;
  /** A problem or the result. */
  children?: ReactNode;
}) {
  const t = useT(uiMessages);
  const format = useFormat();
  const { done = 0, total, state } = props;
  const open = state === 'running' || state === 'waiting';
  const percent = total ? Math.min(100, (done / total) * 100) : 100;
  return (
    <article className={`sj-surface ${classes.progress}`} aria-label={props.name}>
      <div className={classes.progressHead}>
        <strong>{props.name}</strong>
        <span role="status">
          <StateBadge tone={tones[state]}>{t(`progress.${state}`)}</StateBadge>
        </span>
      </div>
      {open && (
        <Progress
          value={state === 'waiting' ? 0 : percent}
          animated={state === 'running'}
          striped={total === undefined}
          aria-label={props.name}
        />
      )}
      {(open || total !== undefined) && (
        <div className={classes.progressHead}>
          <span className={classes.figureNote}>
            {total ? t('progress.of', { done, total }) : done ? format.number(done) : ''}
          </span>
          {open && props.onCancel && (
            <Button size="compact-sm" variant="default" onClick={props.onCancel}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
      {props.children}
    </article>
  );
}
