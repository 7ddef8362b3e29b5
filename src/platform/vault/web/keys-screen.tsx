import { Button, Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { type Keys, listKeys, startRotation } from '../contract.ts';
import { vaultMessages } from '../messages/catalogue.ts';
import { KeyTable } from './key-table.tsx';
import { RootPanel } from './root-panel.tsx';
import { RotationPanel } from './rotation-panel.tsx';
import classes from './vault.module.css';

const isUnderWay = (keys: Keys | undefined): boolean => Boolean(keys?.rotation && !keys.rotation.finishedAt);

/** The keys of sealed values, for those who watch over them. */
export function KeysScreen() {
  const t = useT(vaultMessages);
  const mayRotate = useMay('vault.key.rotate');
  const [following, setFollowing] = useState(false);
  const [asking, setAsking] = useState(false);
  const answer = useRead(listKeys, {}, { refreshMs: following ? 2000 : 60_000 });
  const start = useCall(startRotation);
  const underWay = isUnderWay(answer.data);
  useEffect(() => setFollowing(underWay), [underWay]);
  return (
    <>
      <ScreenHead
        title={t('title')}
        intro={t('intro')}
        actions={
          mayRotate &&
          answer.data && (
            <Button disabled={underWay} onClick={() => setAsking(true)}>
              {t('rotation.start')}
            </Button>
          )
        }
      />
      {answer.error && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={240} aria-label={t('loading')} aria-busy />}
      {answer.data && (
        <div className={classes.gap}>
          <RotationPanel keys={answer.data} />
          <KeyTable keys={answer.data.keys} mayDestroy={mayRotate} />
          <RootPanel root={answer.data.root} />
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={t('rotation.confirm')}
          confirmLabel={t('rotation.start')}
          onConfirm={() => start.mutateAsync({})}
          onClose={() => setAsking(false)}
        >
          {t('rotation.confirmText', { count: answer.data?.total ?? 0 })}
        </ConfirmDialog>
      )}
    </>
  );
}
