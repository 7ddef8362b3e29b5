import { useQueryClient } from '@tanstack/react-query';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { FollowedRun } from '#platform/jobs/web/run-panel.tsx';
import { refresh } from '#platform/ui/call.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import { type AnyImport, isBusy } from './kinds.ts';

/** The check or application under way; or why the last one came to nothing. */
export function ImportWork({ item }: { item: AnyImport }) {
  const t = useT(placesMessages);
  const queries = useQueryClient();
  const { run } = item;
  if (!run) return null;
  const applies = run.task === 'places.apply_import';
  // Errors of the rows stand in the report below.
  const failed = run.state === 'failed' && run.problem !== 'places.import.errors_found';
  if (isBusy(item) || (failed && isOfThisDraft(item))) {
    return (
      <FollowedRun
        runId={run.id}
        here
        {...(failed ? {} : { name: t(applies ? 'import.applying' : 'import.checking') })}
        onEnd={() => void refresh(queries, ['places', 'displacement'])}
      />
    );
  }
  if (run.state !== 'cancelled' || !isOfThisDraft(item)) return null;
  return (
    <p role="status" className={classes.quiet}>
      {t(applies ? 'import.applyCancelled' : 'import.checkCancelled')}
    </p>
  );
}

/** What ran for an earlier state of the draft says nothing of the present one. */
const isOfThisDraft = ({ run, updatedAt }: AnyImport): boolean =>
  Date.parse(run?.finishedAt ?? '') >= Date.parse(updatedAt);
