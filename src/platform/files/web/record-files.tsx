import { Button, Stack } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconDots, IconFile, IconLock, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useLive } from '#platform/live/web/use-live.ts';
import { useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { MenuButton } from '#platform/ui/menu-button.tsx';
import { sparingPreference } from '#platform/ui/preferences.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { useStore } from '#platform/ui/store.ts';
import { type Attachment, downloadAttachment, listAttachments, previewAttachment } from '../contract.ts';
import { filesMessages } from '../messages/catalogue.ts';
import { AddFiles } from './add-files.tsx';
import { PreviewDialog, RemoveDialog, RenameDialog, RevealDialog } from './file-dialogs.tsx';
import classes from './files.module.css';
import { RemovedFiles } from './removed-files.tsx';
import { SendingList } from './sending-list.tsx';
import { useUploads } from './use-uploads.ts';

const PAGE = 50;
/** While a file is looked into, the list asks again by itself should the news get lost. */
const CHECKING_MS = 4000;

/**
 * The files of any record: a list, a place to drop more, and what is on its way. For a tab of a record's screen.
 * @param entity table of the record, `schema.table`
 */
export function RecordFiles({ entity, entityId }: { entity: string; entityId: string }) {
  const t = useT(filesMessages);
  const [limit, setLimit] = useState(PAGE);
  const [checking, setChecking] = useState(false);
  const files = useRead(
    listAttachments,
    { params: { entity, recordId: entityId }, querystring: { limit } },
    { keepPrevious: true, ...(checking ? { refreshMs: CHECKING_MS } : {}) },
  );
  const refresh = () => void files.refetch();
  useLive('files.attachment', refresh);
  const uploads = useUploads({ entity, entityId }, refresh);
  if (files.error) return <Problem error={files.error} onRetry={files.refetch} />;
  if (!files.data) return null;
  const { items, mayAdd, maxBytes, forbidden, nextCursor } = files.data;
  const open = items.some(({ state }) => state === 'checking');
  if (open !== checking) setChecking(open);
  return (
    <Stack>
      {mayAdd.length > 0 && (
        <AddFiles classes={mayAdd} maxBytes={maxBytes} forbidden={forbidden} onAdd={uploads.add} />
      )}
      <SendingList uploads={uploads} />
      {items.length === 0 ? (
        <EmptyState icon={IconPaperclip} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ul className={`sj-surface ${classes.list}`} aria-label={t('title')}>
          {items.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
      {nextCursor !== null && (
        <Button variant="default" onClick={() => setLimit(limit + PAGE)}>
          {t('more')}
        </Button>
      )}
      <RemovedFiles entity={entity} entityId={entityId} />
    </Stack>
  );
}

type Opened = 'preview' | 'rename' | 'remove' | 'reveal';

function FileRow({ file }: { file: Attachment }) {
  const t = useT(filesMessages);
  const format = useFormat();
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const ready = file.state === 'ready';
  return (
    <li className={classes.row}>
      <Thumbnail file={file} />
      <div className={classes.text}>
        <bdi className={classes.name}>{file.name}</bdi>
        <div className={classes.quiet}>
          <span>{format.bytes(file.size)}</span>
          <span>
            {file.uploadedByName
              ? t('by', { name: file.uploadedByName, when: format.relative(file.uploadedAt) })
              : format.relative(file.uploadedAt)}
          </span>
          <Badges file={file} />
        </div>
        {file.refusal && <p style={{ margin: 0 }}>{t(`problem.files.${file.refusal}`)}</p>}
      </div>
      {(ready || file.mayChange) && (
        <MenuButton
          wordless
          label={t('actions', { name: file.name })}
          className={classes.act}
          position="bottom-end"
          entries={entriesOf(file, setOpened).map((entry) => ({ ...entry, label: t(entry.label) }))}
        >
          <IconDots size={18} aria-hidden />
        </MenuButton>
      )}
      {opened === 'preview' && <PreviewDialog file={file} onClose={close} />}
      {opened === 'rename' && <RenameDialog file={file} onClose={close} />}
      {opened === 'remove' && <RemoveDialog file={file} onClose={close} />}
      {opened === 'reveal' && <RevealDialog file={file} onClose={close} />}
    </li>
  );
}

interface Entry {
  id: string;
  label: 'open' | 'download' | 'reveal' | 'rename' | 'remove';
  opens?: 'dialog';
  onClick: () => void;
}

function entriesOf(file: Attachment, open: (what: Opened) => void): Entry[] {
  const entries: Entry[] = [];
  const dialog = (label: Exclude<Entry['label'], 'download'>, what: Opened) =>
    entries.push({ id: label, label, opens: 'dialog', onClick: () => open(what) });
  if (file.state === 'ready') {
    if (file.preview) dialog('open', 'preview');
    if (file.class === 'sealed') dialog('reveal', 'reveal');
    else entries.push({ id: 'download', label: 'download', onClick: () => download(file) });
  }
  if (file.mayChange) {
    dialog('rename', 'rename');
    dialog('remove', 'remove');
  }
  return entries;
}

function download(file: Attachment): void {
  const link = document.createElement('a');
  link.href = routeUrl(downloadAttachment, { params: { attachmentId: file.id }, querystring: {} });
  link.download = file.name;
  link.click();
}

function Badges({ file }: { file: Attachment }) {
  const t = useT(filesMessages);
  return (
    <>
      {file.state === 'checking' && <StateBadge tone="info">{t('state.checking')}</StateBadge>}
      {file.state === 'refused' && <StateBadge tone="bad">{t('state.refused')}</StateBadge>}
      {file.class !== 'open' && <StateBadge tone="warn">{t(`badge.${file.class}`)}</StateBadge>}
      {file.metadata !== 'none' && <span>{t(`metadata.${file.metadata}`)}</span>}
    </>
  );
}

function Thumbnail({ file }: { file: Attachment }) {
  const sparing = useStore(sparingPreference);
  const Icon = file.class === 'sealed' ? IconLock : IconFile;
  // A look at a restricted picture is noted: it is not taken by merely opening the list.
  const shown = file.preview && file.class === 'open' && !sparing;
  return (
    <span className={classes.thumb}>
      {shown ? (
        <img
          src={routeUrl(previewAttachment, { params: { attachmentId: file.id, size: 'small' } })}
          alt=""
          loading="lazy"
        />
      ) : (
        <Icon size={22} stroke={1.5} aria-hidden />
      )}
    </span>
  );
}
