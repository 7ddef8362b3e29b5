import { NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { breakGlass } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';

/**
 * Opens one record in an emergency, for people who hold `access.break_glass`. Mount it to open it, where a record is not
 * there for its reader; `slices` are read again once it is open.
 */
export function BreakGlassDialog(props: {
  entity: string;
  entityId: string;
  slices?: readonly string[];
  /** Longest opening of this kind of record, in hours. */
  maxHours?: number;
  onClose: () => void;
}) {
  const t = useT(accessMessages);
  const [hours, setHours] = useState(1);
  const open = useCall(breakGlass, { also: props.slices ?? [] });
  return (
    <ConfirmDialog
      title={t('glass.title')}
      confirmLabel={t('glass.open')}
      tone="bad"
      reason="required"
      reasonLabel={t('glass.reason')}
      reasonMax={1000}
      onClose={props.onClose}
      onConfirm={(reason) =>
        open.mutateAsync({
          params: { entity: props.entity, entityId: props.entityId },
          body: { reason, hours },
        })
      }
    >
      <Stack gap="sm">
        <Text size="sm">{t('glass.text')}</Text>
        <NumberInput
          label={t('glass.hours')}
          value={hours}
          min={1}
          max={props.maxHours ?? 4}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(value) => setHours(Number(value) || 1)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
