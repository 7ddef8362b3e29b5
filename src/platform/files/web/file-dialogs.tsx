import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { CallError, routeUrl } from '@sojourn/route-contract';
import { useState } from 'react';
import { usePurposes } from '#platform/access/web/use-purposes.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Asked } from '#platform/ui/asked.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import {
  type Attachment,
  previewAttachment,
  removeAttachment,
  renameAttachment,
  revealAttachment,
} from '../contract.ts';
import { filesMessages } from '../messages/catalogue.ts';
import classes from './files.module.css';

interface FileDialogProps {
  file: Attachment;
  onClose: () => void;
}

export function PreviewDialog({ file, onClose }: FileDialogProps) {
  const src = routeUrl(previewAttachment, { params: { attachmentId: file.id, size: 'large' } });
  return (
    <Dialog onClose={onClose} title={file.name} size="xl">
      <Asked kind="picture">
        <img className={classes.large} src={src} alt={file.name} />
      </Asked>
    </Dialog>
  );
}

export function RenameDialog({ file, onClose }: FileDialogProps) {
  const t = useT(filesMessages);
  const rename = useCall(renameAttachment);
  const [name, setName] = useState(file.name);
  const save = async () => {
    await rename.mutateAsync({ params: { attachmentId: file.id }, body: { name } });
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('rename')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save().catch(() => {});
        }}
      >
        <Stack>
          <TextInput
            label={t('rename.name')}
            description={t('rename.hint')}
            value={name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {rename.error && <Problem error={rename.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={rename.isPending} disabled={!name.trim()}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function RemoveDialog({ file, onClose }: FileDialogProps) {
  const t = useT(filesMessages);
  const remove = useCall(removeAttachment, { also: ['audit'] });
  return (
    <ConfirmDialog
      title={t('remove.title')}
      confirmLabel={t('remove')}
      tone="bad"
      onConfirm={() => remove.mutateAsync({ params: { attachmentId: file.id }, body: {} })}
      onClose={onClose}
    >
      <bdi>{file.name}</bdi>
      <br />
      {t('remove.text')}
    </ConfirmDialog>
  );
}

/** Opens a sealed file for a purpose that is stated first, and saves it on the device. */
export function RevealDialog({ file, onClose }: FileDialogProps) {
  const t = useT(filesMessages);
  const purposes = usePurposes();
  const [purpose, setPurpose] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await saveRevealed(file, { purpose: purpose!, note });
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('reveal')}>
      <Stack>
        <Text size="sm">{t('reveal.text')}</Text>
        <Select
          label={t('reveal.purpose')}
          data={purposes.options}
          value={purpose}
          onChange={setPurpose}
          required
        />
        <Textarea
          label={t('reveal.note')}
          value={note}
          maxLength={500}
          required
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {(failure ?? purposes.error) && <Problem error={failure ?? purposes.error} />}
        <Group justify="flex-end">
          <Button loading={busy} disabled={!purpose || note.trim().length < 3} onClick={() => void open()}>
            {t('download')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

async function saveRevealed(file: Attachment, body: { purpose: string; note: string }): Promise<void> {
  const answer = await fetch(routeUrl(revealAttachment, { params: { attachmentId: file.id } }), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new CallError(await answer.json());
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(url);
}
