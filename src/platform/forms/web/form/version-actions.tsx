import { Button, Checkbox } from '@mantine/core';
import { IconArchive, IconCircleCheck, IconPencilPlus, IconRocket, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { useMay } from '#platform/ui/session.tsx';
import type { IconType } from '#platform/ui/slice.ts';
import { changeVersionState, deleteDraft, type Form, type VersionSummary } from '../../contract/form.ts';
import type { VersionState } from '../../contract/shapes.ts';
import { formsMessages } from '../../messages/catalogue.ts';

type Act = 'test' | 'publish' | 'untest' | 'retire' | 'reopen' | 'delete';

/** What a version may become next, the likeliest first. */
const acts: Record<VersionState, readonly Act[]> = {
  draft: ['publish', 'test', 'delete'],
  tested: ['publish', 'untest', 'delete'],
  published: ['retire'],
  retired: ['reopen'],
};
const target: Record<Exclude<Act, 'delete'>, VersionState> = {
  test: 'tested',
  untest: 'draft',
  publish: 'published',
  reopen: 'published',
  retire: 'retired',
};
const icons: Partial<Record<Act, IconType>> = {
  test: IconCircleCheck,
  publish: IconRocket,
  retire: IconArchive,
  delete: IconTrash,
};

export function VersionActions({ form, version }: { form: Form; version: VersionSummary }) {
  const t = useT(formsMessages);
  const mayFill = useMay('forms.record.submit');
  const [asking, setAsking] = useState<Act | null>(null);
  const isDraft = version.state === 'draft' || version.state === 'tested';
  const allowed = acts[version.state].filter((act) => act !== 'delete' || version.recordCount === 0);
  return (
    <>
      {allowed.map((act) => {
        const Icon = icons[act];
        return (
          <Button
            key={act}
            variant={act === 'publish' ? 'filled' : 'default'}
            disabled={act === 'publish' && version.missingFiles.length > 0}
            leftSection={Icon && <Icon size={16} aria-hidden />}
            onClick={() => setAsking(act)}
          >
            {t(`act.${act}`)}
          </Button>
        );
      })}
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
      {asking && <Ask act={asking} form={form} version={version} onClose={() => setAsking(null)} />}
    </>
  );
}

function Ask(props: { act: Act; form: Form; version: VersionSummary; onClose: () => void }) {
  const t = useT(formsMessages);
  const { act, form, version } = props;
  const change = useCall(changeVersionState, { also: ['audit'] });
  const remove = useCall(deleteDraft, { also: ['audit'] });
  const [keepOlder, setKeepOlder] = useState(true);
  const older = form.versions.filter(({ id, state }) => id !== version.id && state === 'published');
  const params = { formId: form.id, versionId: version.id };
  const run = (reason: string): Promise<unknown> =>
    act === 'delete'
      ? remove.mutateAsync({ params })
      : change.mutateAsync({ params, body: { state: target[act], keepOlder, reason } });
  return (
    <ConfirmDialog
      title={t(`act.${act}.title`, { version: version.version || '–' })}
      confirmLabel={t(`act.${act}`)}
      {...(act === 'delete' ? { tone: 'bad' as const } : {})}
      {...(act === 'retire' || act === 'reopen' ? { reason: 'optional' as const } : {})}
      onConfirm={run}
      onClose={props.onClose}
    >
      <p>{t(`act.${act}.text`)}</p>
      {act === 'publish' && older.length > 0 && (
        <Checkbox
          label={t('act.keepOlder', { versions: older.map((one) => one.version || '–').join(', ') })}
          checked={keepOlder}
          onChange={(event) => setKeepOlder(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
