import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import { type DataKeyView, destroyKey } from '../contract.ts';
import { vaultMessages } from '../messages/catalogue.ts';

const tones: Record<DataKeyView['state'], Tone> = {
  next: 'info',
  active: 'good',
  retired: 'neutral',
  destroyed: 'neutral',
};

const sliceOf = (purpose: string): string => purpose.split('.')[0] ?? purpose;

/** Data keys by purpose, the youngest first; what nothing stands under any more may be destroyed. */
export function KeyTable({ keys, mayDestroy }: { keys: readonly DataKeyView[]; mayDestroy: boolean }) {
  const t = useT(vaultMessages);
  const format = useFormat();
  const words = useSliceWords(
    keys.map(({ purpose }) => sliceOf(purpose)),
    vaultMessages,
  );
  const say = (purpose: string): string => words(sliceOf(purpose), `sealed.${purpose}`) ?? purpose;
  const destroy = useCall(destroyKey);
  const [asked, setAsked] = useState<DataKeyView>();
  if (keys.length === 0) {
    return (
      <EmptyState icon={IconKey} title={t('keys.none')}>
        {t('keys.noneText')}
      </EmptyState>
    );
  }
  const mayGo = (key: DataKeyView): boolean => mayDestroy && key.state === 'retired' && key.sealed === 0;
  const act = {
    id: 'act',
    header: t('keys.act'),
    cell: (key: DataKeyView) =>
      mayGo(key) && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('keys.destroyOf', { purpose: say(key.purpose), when: format.dateTime(key.madeAt) })}
          onClick={() => setAsked(key)}
        >
          {t('keys.destroy')}
        </Button>
      ),
  };
  return (
    <Panel title={t('keys.title')}>
      <DataTable
        caption={t('keys.title')}
        hideCaption
        rows={keys}
        rowKey={({ id }) => id}
        columns={[
          { id: 'purpose', header: t('keys.purpose'), rowHeader: true, cell: (key) => say(key.purpose) },
          {
            id: 'state',
            header: t('keys.state'),
            cell: (key) => <StateBadge tone={tones[key.state]}>{t(`keys.state.${key.state}`)}</StateBadge>,
          },
          { id: 'made', header: t('keys.made'), cell: (key) => format.dateTime(key.madeAt) },
          {
            id: 'sealed',
            header: t('keys.sealed'),
            numeric: true,
            cell: (key) => format.number(key.sealed),
          },
          ...(keys.some(mayGo) ? [act] : []),
        ]}
      />
      {asked && (
        <ConfirmDialog
          title={t('destroy.title')}
          confirmLabel={t('keys.destroy')}
          tone="bad"
          reason="required"
          onConfirm={(reason) => destroy.mutateAsync({ params: { keyId: asked.id }, body: { reason } })}
          onClose={() => setAsked(undefined)}
        >
          {t('destroy.text')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}
