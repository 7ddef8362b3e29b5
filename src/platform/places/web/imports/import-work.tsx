import { CallError } from '@sojourn/route-contract';
import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import { type AnyImport, type ImportRoutes, isBusy } from './kinds.ts';

interface ImportWorkProps {
  item: AnyImport;
  routes: ImportRoutes;
}

/** The check or application under way, with a way to stop it; or why the last one failed. */
export function ImportWork({ item, routes }: ImportWorkProps) {
  const t = useT(placesMessages);
  const cancel = useCall<ImportRoutes['cancel']>(routes.cancel);
  const { work } = item;
  if (!work) return null;
  if (!isBusy(item)) return <Outcome item={item} />;
  return (
    <>
      <ProgressPanel
        name={t(work.kind === 'check' ? 'import.checking' : 'import.applying')}
        state={work.state}
        done={work.done}
        total={work.total}
        onCancel={() => cancel.mutate({ params: { importId: item.id } })}
      >
        <p className={classes.quiet}>{t('import.survives')}</p>
      </ProgressPanel>
      {cancel.error && <Problem error={cancel.error} />}
    </>
  );
}

function Outcome({ item }: Pick<ImportWorkProps, 'item'>) {
  const t = useT(placesMessages);
  const { work } = item;
  const problem = work?.state === 'failed' ? work.problem : null;
  const said = useMemo(
    () => problem && new CallError({ type: 'about:blank', title: problem.detail, status: 422, ...problem }),
    [problem],
  );
  if (work?.state === 'cancelled') {
    return (
      <p role="status" className={classes.quiet}>
        {t(work.kind === 'check' ? 'import.checkCancelled' : 'import.applyCancelled')}
      </p>
    );
  }
  return said && <Problem error={said} />;
}
