import { Button } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { accessMessages } from '../messages/catalogue.ts';
import { BreakGlassDialog } from './break-glass-dialog.tsx';

interface HiddenRecordProps {
  entity: string;
  entityId: string;
  back: { to: string; label: string };
  error: unknown;
  onRetry: () => void;
  /** Longest opening of this kind of record, in hours. */
  maxHours?: number;
}

/**
 * A record of a kind that role alone never opens, and that its reader does not get. Whether it exists is not said; who may
 * open records in an emergency is offered that.
 */
export function HiddenRecord({ entity, entityId, back, error, onRetry, maxHours }: HiddenRecordProps) {
  const t = useT(accessMessages);
  const mayBreak = useMay('access.break_glass');
  const [asking, setAsking] = useState(false);
  const hidden = error instanceof CallError && error.status === 404;
  return (
    <>
      <UnreadableRecord back={back} error={error} onRetry={onRetry} />
      {hidden && mayBreak && (
        <Button mt="md" variant="default" onClick={() => setAsking(true)}>
          {t('glass.title')}
        </Button>
      )}
      {asking && (
        <BreakGlassDialog
          entity={entity}
          entityId={entityId}
          slices={[entity.split('.')[0] ?? entity]}
          {...(maxHours ? { maxHours } : {})}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
