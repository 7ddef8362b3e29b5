import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import type { Masked, RevealReason } from '../contract/masked.ts';
import { listPurposes } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';

interface SealedFieldProps {
  label: string;
  field: Masked<string>;
  /** Reads the sealed value by its slice's route, which logs it. Without it the field stays hidden. */
  reveal?: (reason: RevealReason) => Promise<{ value: string; shownSeconds: number }>;
}

/**
 * A field as its reader may see it: the value, a word that it is hidden, or a sealed one that is revealed for a stated
 * purpose, shown for a limited time and hidden again. The revealed value stands in this component alone, in no cache.
 */
export function SealedField({ label, field, reveal }: SealedFieldProps) {
  const t = useT(accessMessages);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ value: string; left: number }>();
  const open = shown !== undefined;
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(
      () => setShown((now) => (now && now.left > 1 ? { ...now, left: now.left - 1 } : undefined)),
      1_000,
    );
    return () => clearInterval(timer);
  }, [open]);
  if ('value' in field) return <Text style={{ whiteSpace: 'pre-wrap' }}>{field.value || '–'}</Text>;
  if (shown)
    return (
      <Stack gap={4}>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{shown.value}</Text>
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {t('sealed.left', { seconds: shown.left })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconEyeOff size={16} aria-hidden />}
            onClick={() => setShown(undefined)}
          >
            {t('sealed.hide')}
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Group gap="xs">
      <IconLock size={16} aria-hidden />
      <Text c="dimmed">{t(field.hidden === 'sealed' ? 'sealed.sealed' : 'sealed.restricted')}</Text>
      {field.hidden === 'sealed' && reveal && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          aria-label={t('sealed.revealOf', { field: label })}
          onClick={() => setAsking(true)}
        >
          {t('sealed.reveal')}
        </Button>
      )}
      {asking && reveal && (
        <PurposeDialog
          label={label}
          onClose={() => setAsking(false)}
          onConfirm={async (reason) => {
            const { value, shownSeconds } = await reveal(reason);
            setShown({ value, left: shownSeconds });
          }}
        />
      )}
    </Group>
  );
}

function PurposeDialog(props: {
  label: string;
  onConfirm: (reason: RevealReason) => Promise<void>;
  onClose: () => void;
}) {
  const t = useT(accessMessages);
  const language = useLanguage();
  const purposes = useRead(listPurposes, {});
  const [purpose, setPurpose] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<unknown>(purposes.error);
  const [busy, setBusy] = useState(false);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (!purpose) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await props.onConfirm({ purpose, note: note.trim() });
      props.onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('sealed.revealOf', { field: props.label })} onClose={props.onClose}>
      <form onSubmit={confirm}>
        <Stack>
          <Text size="sm">{t('sealed.text')}</Text>
          <Select
            label={t('sealed.purpose')}
            data={(purposes.data?.items ?? []).map(({ id, name }) => ({
              value: id,
              label: name[language] || name.en,
            }))}
            value={purpose}
            onChange={setPurpose}
          />
          <Textarea
            label={t('sealed.note')}
            value={note}
            maxLength={500}
            autosize
            minRows={2}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {failure !== undefined && failure !== null && <Problem error={failure} />}
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              {t('sealed.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!purpose || note.trim().length < 3}>
              {t('sealed.reveal')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
