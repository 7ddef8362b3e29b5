import { ActionIcon, Progress } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { filesMessages } from '../messages/catalogue.ts';
import classes from './files.module.css';
import type { Sending, useUploads } from './use-uploads.ts';

type Uploads = ReturnType<typeof useUploads>;

/** What is on its way to the record: how far it is, and how to hold, go on, try again or give up. */
export function SendingList({ uploads }: { uploads: Uploads }) {
  const shown = uploads.list.filter(({ state }) => state !== 'done');
  if (shown.length === 0) return null;
  return (
    <ul className={`sj-surface ${classes.list}`} aria-live="polite">
      {shown.map((one) => (
        <SendingRow key={one.key} one={one} uploads={uploads} />
      ))}
    </ul>
  );
}

function SendingRow({ one, uploads }: { one: Sending; uploads: Uploads }) {
  const t = useT(filesMessages);
  const format = useFormat();
  const name = one.file.name;
  const going = one.state === 'sending' || one.state === 'offline';
  return (
    <li className={classes.row}>
      <div className={classes.text}>
        <bdi className={classes.name}>{name}</bdi>
        <Progress
          size="sm"
          my={4}
          value={one.file.size ? (one.sent / one.file.size) * 100 : 0}
          animated={one.state === 'sending'}
          color={one.state === 'failed' ? 'red' : undefined}
          aria-label={name}
        />
        <div className={classes.quiet}>
          <span>
            {one.state === 'sending'
              ? t('upload.sending', { sent: format.bytes(one.sent), total: format.bytes(one.file.size) })
              : t(`upload.${one.state}`)}
          </span>
        </div>
        {one.failure !== undefined && <Problem error={one.failure} />}
      </div>
      {going && (
        <Act
          label={t('upload.pause', { name })}
          icon={IconPlayerPause}
          onClick={() => uploads.pause(one.key)}
        />
      )}
      {one.state === 'paused' && (
        <Act
          label={t('upload.resume', { name })}
          icon={IconPlayerPlay}
          onClick={() => uploads.resume(one.key)}
        />
      )}
      {one.state === 'failed' && (
        <Act label={t('upload.retry', { name })} icon={IconRefresh} onClick={() => uploads.resume(one.key)} />
      )}
      <Act label={t('upload.cancel', { name })} icon={IconX} onClick={() => void uploads.cancel(one.key)} />
    </li>
  );
}

function Act(props: { label: string; icon: typeof IconX; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={props.label} onClick={props.onClick}>
      <props.icon size={18} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
