import { Button, Stack } from '@mantine/core';
import { IconDots, IconFileOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useLive } from '#platform/live/web/use-live.ts';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { MenuButton } from '#platform/ui/menu-button.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useMay } from '#platform/ui/session.tsx';
import {
  listRemovedAttachments,
  purgeAttachment,
  type RemovedAttachment,
  restoreAttachment,
} from '../contract.ts';
import { filesMessages } from '../messages/catalogue.ts';
import classes from './files.module.css';

const PAGE = 50;

/** What was removed from a record, folded; nothing for those who may bring nothing back, or where there is none. */
export function RemovedFiles({ entity, entityId }: { entity: string; entityId: string }) {
  const t = useT(filesMessages);
  const may = useMay('files.attachment.write');
  const [limit, setLimit] = useState(PAGE);
  const removed = useRead(
    listRemovedAttachments,
    { params: { entity, recordId: entityId }, querystring: { limit } },
    { keepPrevious: true, skip: !may },
  );
  useLive('files.attachment', () => void (may && removed.refetch()));
  if (removed.error) return <Problem error={removed.error} onRetry={removed.refetch} />;
  if (!removed.data || removed.data.items.length === 0) return null;
  return (
    <details className={classes.removed}>
      <summary>{t('removed')}</summary>
      <Stack>
        <ul className={`sj-surface ${classes.list}`} aria-label={t('removed')}>
          {removed.data.items.map((file) => (
            <RemovedRow key={file.id} file={file} />
          ))}
        </ul>
        {removed.data.nextCursor !== null && (
          <Button variant="default" onClick={() => setLimit(limit + PAGE)}>
            {t('more')}
          </Button>
        )}
      </Stack>
    </details>
  );
}

function RemovedRow({ file }: { file: RemovedAttachment }) {
  const t = useT(filesMessages);
  const format = useFormat();
  const restore = useCall(restoreAttachment, { also: ['audit'] });
  const [purging, setPurging] = useState(false);
  const bringBack = () => restore.mutate({ params: { attachmentId: file.id }, body: {} });
  return (
    <li className={classes.row}>
      <span className={classes.thumb}>
        <IconFileOff size={22} stroke={1.5} aria-hidden />
      </span>
      <div className={classes.text}>
        <bdi className={classes.name}>{file.name}</bdi>
        <div className={classes.quiet}>
          <span>{format.bytes(file.size)}</span>
          <span>
            {t('removed.by', { name: file.removedByName ?? '–', when: format.relative(file.removedAt) })}
          </span>
          <span>{t('removed.until', { date: format.date(file.purgedFrom) })}</span>
          {file.removalReason && <span>{t('removed.reason', { reason: file.removalReason })}</span>}
        </div>
        {restore.error && <Problem error={restore.error} />}
      </div>
      <MenuButton
        wordless
        label={t('actions', { name: file.name })}
        className={classes.act}
        position="bottom-end"
        entries={[
          { id: 'restore', label: t('restore'), onClick: bringBack },
          ...(file.state === 'checking'
            ? []
            : [{ id: 'purge', label: t('purge'), onClick: () => setPurging(true) }]),
        ]}
      >
        <IconDots size={18} aria-hidden />
      </MenuButton>
      {purging && <PurgeDialog file={file} onClose={() => setPurging(false)} />}
    </li>
  );
}

function PurgeDialog({ file, onClose }: { file: RemovedAttachment; onClose: () => void }) {
  const t = useT(filesMessages);
  const purge = useCall(purgeAttachment, { also: ['audit'] });
  return (
    <ConfirmDialog
      title={t('purge.title')}
      confirmLabel={t('purge')}
      tone="bad"
      reason="required"
      onConfirm={(reason) => purge.mutateAsync({ params: { attachmentId: file.id }, body: { reason } })}
      onClose={onClose}
    >
      <bdi>{file.name}</bdi>
      <br />
      {t('purge.text')}
    </ConfirmDialog>
  );
}
