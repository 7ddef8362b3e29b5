import { Button } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { listMessages } from '../messages/list/catalogue.ts';
import { Problem } from '../problem.tsx';
import classes from './list.module.css';
import type { BulkAction } from './types.ts';

/** What can be done with the chosen rows. */
export function BulkBar<T>(props: { rows: T[]; actions: readonly BulkAction<T>[]; onClear: () => void }) {
  const t = useT(listMessages);
  const [asking, setAsking] = useState<BulkAction<T>>();
  const [running, setRunning] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const run = async (action: BulkAction<T>) => {
    setRunning(action.id);
    setFailure(undefined);
    try {
      await action.run(props.rows, '');
      props.onClear();
    } catch (error) {
      setFailure(error);
    } finally {
      setRunning(undefined);
    }
  };
  return (
    <section className={classes.bulk} aria-label={t('selected', { count: props.rows.length })}>
      <strong role="status">{t('selected', { count: props.rows.length })}</strong>
      {props.actions.map((action) => {
        const Icon = action.icon;
        return (
          <Button
            key={action.id}
            size="xs"
            variant="default"
            loading={running === action.id}
            leftSection={Icon && <Icon size={16} stroke={1.8} aria-hidden />}
            onClick={() => (action.confirm ? setAsking(action) : run(action))}
          >
            {action.label}
          </Button>
        );
      })}
      <Button size="xs" variant="subtle" onClick={props.onClear}>
        {t('unselect')}
      </Button>
      {failure !== undefined && <Problem error={failure} />}
      {asking?.confirm && (
        <ConfirmDialog
          title={asking.confirm.title}
          confirmLabel={asking.label}
          {...(asking.confirm.tone ? { tone: asking.confirm.tone } : {})}
          {...(asking.confirm.reason ? { reason: asking.confirm.reason } : {})}
          onConfirm={async (reason) => {
            await asking.run(props.rows, reason);
            props.onClear();
          }}
          onClose={() => setAsking(undefined)}
        >
          {asking.confirm.text}
        </ConfirmDialog>
      )}
    </section>
  );
}
