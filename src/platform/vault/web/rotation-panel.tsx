import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import type { Keys } from '../contract.ts';
import { vaultMessages } from '../messages/catalogue.ts';
import classes from './vault.module.css';

/** How far the change of keys is, or when the last one was. */
export function RotationPanel({ keys: { rotation, remaining, total } }: { keys: Keys }) {
  const t = useT(vaultMessages);
  const format = useFormat();
  if (rotation && !rotation.finishedAt) {
    const sealing = rotation.keysUsedAt !== null;
    return (
      <ProgressPanel
        name={t('rotation.title')}
        state={sealing ? 'running' : 'waiting'}
        {...(sealing ? { done: total - remaining, total } : {})}
      >
        {sealing ? t('rotation.sealing', { count: remaining }) : t('rotation.waiting')}
      </ProgressPanel>
    );
  }
  return (
    <Panel title={t('rotation.title')}>
      {rotation?.finishedAt
        ? t('rotation.last', { when: format.dateTime(rotation.finishedAt) })
        : t('rotation.never')}
      {remaining > 0 && <p className={classes.quiet}>{t('rotation.left', { count: remaining })}</p>}
    </Panel>
  );
}
