import { Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { FileDrop } from '#platform/ui/file-drop.tsx';
import type { FileClass } from '../contract.ts';
import { endingOf } from '../domain/name.ts';
import { filesMessages } from '../messages/catalogue.ts';

interface AddFilesProps {
  classes: readonly FileClass[];
  maxBytes: number;
  forbidden: readonly string[];
  onAdd: (files: File[], fileClass: FileClass, keepReason: string) => void;
}

/** Takes files for the record: who may see them, and whether pictures keep what they carry inside. */
export function AddFiles({ classes, maxBytes, forbidden, onAdd }: AddFilesProps) {
  const t = useT(filesMessages);
  const [fileClass, setFileClass] = useState<FileClass>('open');
  const [keeping, setKeeping] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string[]>([]);
  const missing = keeping && reason.trim().length < 3;
  const take = (files: File[]) => {
    const bad = files.filter(({ name }) => forbidden.includes(endingOf(name)));
    setRefused(bad.map(({ name }) => t('forbidden', { name })));
    const good = files.filter((file) => !bad.includes(file));
    if (good.length > 0) onAdd(good, fileClass, keeping ? reason.trim() : '');
  };
  return (
    <Stack gap="sm">
      {classes.length > 1 && (
        <Select
          label={t('class')}
          data={classes.map((one) => ({ value: one, label: t(`class.${one}`) }))}
          value={fileClass}
          allowDeselect={false}
          onChange={(value) => value && setFileClass(value as FileClass)}
        />
      )}
      <Checkbox
        label={t('keep')}
        description={t('keep.hint')}
        checked={keeping}
        onChange={(event) => setKeeping(event.currentTarget.checked)}
      />
      {keeping && (
        <TextInput
          label={t('keep.reason')}
          required
          maxLength={500}
          value={reason}
          error={missing && reason !== '' ? t('reason.missing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <FileDrop
        label={t('add')}
        maxBytes={maxBytes}
        multiple
        disabled={missing}
        hint={t('upload.hint')}
        onFiles={take}
      />
      {refused.length > 0 && (
        <div role="alert">
          {refused.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
    </Stack>
  );
}
