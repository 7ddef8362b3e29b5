import { Button, Group } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import type { AnyImport, ImportRoutes } from './kinds.ts';
import type { useAutosave } from './use-autosave.ts';

interface CheckBarProps {
  item: AnyImport;
  routes: ImportRoutes;
  saving: ReturnType<typeof useAutosave>;
  /** What is missing before a check makes sense. */
  missing?: string | undefined;
}

/** Saves what was settled and runs the check; says whether everything is kept. */
export function CheckBar({ item, routes, saving, missing }: CheckBarProps) {
  const t = useT(placesMessages);
  const go = useGo();
  const check = useCall<ImportRoutes['check']>(routes.check);
  const run = async () => {
    await saving.flush();
    await check.mutateAsync({ params: { importId: item.id } });
    go(`/places/imports/${routes.kind}/${item.id}?step=check`);
  };
  return (
    <>
      {check.error && <Problem error={check.error} />}
      {saving.failure !== undefined && <Problem error={saving.failure} />}
      {missing && <p className={classes.quiet}>{missing}</p>}
      <Group mt="sm">
        <Button
          onClick={() => void run().catch(() => undefined)}
          loading={check.isPending}
          disabled={missing !== undefined}
        >
          {t('import.check')}
        </Button>
        <span role="status" className={classes.quiet}>
          {t(`save.${saving.state}`)}
        </span>
      </Group>
    </>
  );
}
