import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import type { Masked, RevealReason } from '../contract/masked.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { usePurposes } from './use-purposes.ts';

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
  const { shown, show, hide } = useShown();
  const returning = useRef(false);
  // Whoever hid the value, or had the button that hides it, goes on from here.
  const revealButton = useCallback((button: HTMLButtonElement | null) => {
    if (button && returning.current && document.activeElement === document.body) button.focus();
  }, []);
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
            ref={focusOnce}
            onClick={hide}
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
          ref={revealButton}
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
            returning.current = true;
            show(value, shownSeconds);
          }}
        />
      )}
    </Group>
  );
}

/** A value until its moment has passed, by the clock: a page in the background counts its seconds too slowly. */
function useShown() {
  const [shown, setShown] = useState<{ value: string; until: number; left: number }>();
  const until = shown?.until;
  useEffect(() => {
    if (until === undefined) return;
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1_000);
      setShown((now) => (now && left > 0 ? { ...now, left } : undefined));
    };
    const timer = setInterval(tick, 1_000);
    // A page that was asleep looks at the clock before anybody looks at it.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [until]);
  return {
    shown,
    show: (value: string, seconds: number) =>
      setShown({ value, until: Date.now() + seconds * 1_000, left: seconds }),
    hide: () => setShown(undefined),
  };
}

/** The button that revealed has gone: hands are put where the value can be hidden again. */
const focusOnce = (button: HTMLButtonElement | null) => button?.focus();

function PurposeDialog(props: {
  label: string;
  onConfirm: (reason: RevealReason) => Promise<void>;
  onClose: () => void;
}) {
  const t = useT(accessMessages);
  const purposes = usePurposes();
  const [purpose, setPurpose] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<unknown>();
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
            data={purposes.options}
            data-autofocus
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
          {(failure ?? purposes.error) && <Problem error={failure ?? purposes.error} />}
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
