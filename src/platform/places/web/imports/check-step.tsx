import { Button, Group } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import { ImportWork } from './import-work.tsx';
import { type AnyImport, type ImportRoutes, isBusy } from './kinds.ts';
import { ProblemGroups } from './problem-groups.tsx';

interface CheckStepProps {
  item: AnyImport;
  routes: ImportRoutes;
  plan: ReactNode;
  result: ReactNode;
}

/** The dry run: what would change and what stands in the way; then applying it. */
export function CheckStep({ item, routes, plan, result }: CheckStepProps) {
  const t = useT(placesMessages);
  const check = useCall<ImportRoutes['check']>(routes.check);
  const run = () => check.mutate({ params: { importId: item.id } });
  if (item.status === 'discarded') return <p className={classes.quiet}>{t('import.wasDiscarded')}</p>;
  if (isBusy(item)) return <ImportWork item={item} />;
  if (!item.report) {
    return (
      <div className={`sj-surface ${classes.verdict}`}>
        <ImportWork item={item} />
        <p>{t('import.checkFirst')}</p>
        {check.error && <Problem error={check.error} />}
        <Group>
          <Button onClick={run} loading={check.isPending}>
            {t('import.check')}
          </Button>
        </Group>
      </div>
    );
  }
  return (
    <>
      <ImportWork item={item} />
      <Verdict item={item} routes={routes} result={result} onCheck={run} />
      {check.error && <Problem error={check.error} />}
      {plan}
      <ProblemGroups item={item} routes={routes} />
      <ReportLink item={item} routes={routes} />
    </>
  );
}

function Verdict(props: Omit<CheckStepProps, 'plan'> & { onCheck: () => void }) {
  const t = useT(placesMessages);
  const { item, routes, result } = props;
  const errors = item.report?.counts.error ?? 0;
  if (item.status === 'applied') {
    return (
      <div className={`sj-surface ${classes.verdict}`} data-tone="good" role="status">
        <p>{t('import.wasApplied')}</p>
        <Group>{result}</Group>
      </div>
    );
  }
  return (
    <div className={`sj-surface ${classes.verdict}`} data-tone={errors > 0 ? 'bad' : 'good'}>
      <p role="status">
        <strong>{errors > 0 ? t('import.hasErrors', { count: errors }) : t('import.isReady')}</strong>
      </p>
      <p>{t(errors > 0 ? 'import.hasErrorsText' : 'import.isReadyText')}</p>
      <Group>
        {errors === 0 && <Apply item={item} routes={routes} />}
        <Button variant="default" onClick={props.onCheck}>
          {t('import.checkAgain')}
        </Button>
      </Group>
    </div>
  );
}

function Apply({ item, routes }: Pick<CheckStepProps, 'item' | 'routes'>) {
  const t = useT(placesMessages);
  const apply = useCall<ImportRoutes['apply']>(routes.apply);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('import.apply')}</Button>
      {asking && (
        <ConfirmDialog
          title={t('import.applyTitle')}
          confirmLabel={t('import.apply')}
          onConfirm={() => apply.mutateAsync({ params: { importId: item.id } })}
          onClose={() => setAsking(false)}
        >
          {t(routes.kind === 'areas' ? 'import.applyAreas' : 'import.applySites')}
        </ConfirmDialog>
      )}
    </>
  );
}

function ReportLink({ item, routes }: Pick<CheckStepProps, 'item' | 'routes'>) {
  const t = useT(placesMessages);
  const lang = useLanguage();
  if (!item.report || item.report.groups.length === 0) return null;
  const href = routeUrl<ImportRoutes['csv']>(routes.csv, {
    params: { importId: item.id },
    querystring: { lang },
  });
  return (
    <Group mt="md">
      <Button
        component="a"
        href={href}
        download
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
      >
        {t('import.report')}
      </Button>
    </Group>
  );
}
