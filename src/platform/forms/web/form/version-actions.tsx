import { Button, Checkbox } from '@mantine/core';
import { IconArchive, IconCircleCheck, IconPencilPlus, IconRocket, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { useMay } from '#platform/ui/session.tsx';
import type { IconType } from '#platform/ui/slice.ts';
import { NextActions } from '#platform/workflow/web/next-actions.tsx';
import { changeVersionState, deleteDraft, type Form, type VersionSummary } from '../../contract/form.ts';
import type { VersionMove } from '../../contract/shapes.ts';
import { versionMachine } from '../../domain/version-machine.ts';
import { formsMessages } from '../../messages/catalogue.ts';

const icons: Partial<Record<VersionMove, IconType>> = {
  test: IconCircleCheck,
  publish: IconRocket,
  retire: IconArchive,
};

export function VersionActions({ form, version }: { form: Form; version: VersionSummary }) {
  const t = useT(formsMessages);
  const mayFill = useMay('forms.record.submit');
  const isDraft = version.state === 'draft' || version.state === 'tested';
  return (
    <>
      <Moves form={form} version={version} />
      {isDraft && version.recordCount === 0 && <DeleteDraft form={form} version={version} />}
      {isDraft && mayFill && (
        <Button
          component={AppLink}
          variant="default"
          to={`/forms/${form.id}/fill?versionId=${version.id}`}
          leftSection={<IconPencilPlus size={16} aria-hidden />}
        >
          {t('act.try')}
        </Button>
      )}
    </>
  );
}

function Moves({ form, version }: { form: Form; version: VersionSummary }) {
  const t = useT(formsMessages);
  const change = useCall(changeVersionState, { also: ['audit'] });
  const [keepOlder, setKeepOlder] = useState(true);
  const older = form.versions.filter(({ id, state }) => id !== version.id && state === 'published');
  const name = version.version || '–';
  return (
    <NextActions
      machine={versionMachine}
      state={version.state}
      facts={{ missingFiles: version.missingFiles }}
      words={(transition) => {
        const icon = icons[transition];
        return {
          label: t(`act.${transition}`),
          title: t(`act.${transition}.title`, { version: name }),
          text: t(`act.${transition}.text`),
          ...(icon ? { icon } : {}),
          ...(transition === 'publish' ? {} : { aside: true }),
          ...(transition === 'retire' || transition === 'reopen' ? { reason: 'optional' as const } : {}),
        };
      }}
      extra={(transition) =>
        transition === 'publish' &&
        older.length > 0 && (
          <Checkbox
            label={t('act.keepOlder', { versions: older.map((one) => one.version || '–').join(', ') })}
            checked={keepOlder}
            onChange={(event) => setKeepOlder(event.currentTarget.checked)}
          />
        )
      }
      onMove={(move) =>
        change.mutateAsync({
          params: { formId: form.id, versionId: version.id },
          body: { ...move, keepOlder: move.transition === 'publish' ? keepOlder : true },
        })
      }
    />
  );
}

function DeleteDraft({ form, version }: { form: Form; version: VersionSummary }) {
  const t = useT(formsMessages);
  const remove = useCall(deleteDraft, { also: ['audit'] });
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('act.delete')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('act.delete.title', { version: version.version || '–' })}
          confirmLabel={t('act.delete')}
          tone="bad"
          onConfirm={() => remove.mutateAsync({ params: { formId: form.id, versionId: version.id } })}
          onClose={() => setAsking(false)}
        >
          <p>{t('act.delete.text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
