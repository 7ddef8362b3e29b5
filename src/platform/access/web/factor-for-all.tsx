import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { saveFactorRule } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';

/** Whether everybody needs a second factor, whatever their roles. */
export function FactorForAll({ required }: { required: boolean }) {
  const t = useT(accessMessages);
  const mayWrite = useMay('access.role.write');
  const save = useCall(saveFactorRule, { also: ['identity'] });
  const [wanted, setWanted] = useState<boolean>();
  return (
    <Panel title={t('factorForAll.title')}>
      <Switch
        label={t('factorForAll.label')}
        description={t('factorForAll.text')}
        disabled={!mayWrite}
        checked={required}
        onChange={(event) => setWanted(event.currentTarget.checked)}
      />
      {wanted !== undefined && (
        <ConfirmDialog
          title={t(wanted ? 'factorForAll.on' : 'factorForAll.off')}
          confirmLabel={t('save')}
          onConfirm={() => save.mutateAsync({ body: { secondFactorForAll: wanted } })}
          onClose={() => setWanted(undefined)}
        >
          {t(wanted ? 'factorForAll.onText' : 'factorForAll.offText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}
