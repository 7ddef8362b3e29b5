import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { Dialog } from './dialog.tsx';
import { uiMessages } from './messages/catalogue.ts';
import { Problem } from './problem.tsx';

interface ConfirmProps {
  title: string;
  confirmLabel: string;
  cancelLabel?: string;
  /** `bad` for what cannot be undone. */
  tone?: 'normal' | 'bad';
  /** Asks why; the text is handed to `onConfirm`. */
  reason?: 'optional' | 'required';
  /** What to ask for where it is more than the reason. */
  reasonLabel?: string;
  /** Characters of the reason; 500 unless told. */
  reasonMax?: number;
  onConfirm: (reason: string) => unknown;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks before an act that matters, says what will happen, and stays open with the problem when it fails. */
export function ConfirmDialog(props: ConfirmProps) {
  const t = useT(uiMessages);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const missing = props.reason === 'required' && !reason.trim();
  const confirm = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await props.onConfirm(reason.trim());
      props.onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog onClose={props.onClose} title={props.title}>
      <Stack>
        {props.children && (
          <Text component="div" size="sm">
            {props.children}
          </Text>
        )}
        {props.reason && (
          <Textarea
            label={
              props.reasonLabel ??
              (props.reason === 'required'
                ? t('confirm.reason')
                : `${t('confirm.reason')} (${t('optional')})`)
            }
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={props.reasonMax ?? 500}
            autosize
            minRows={2}
            maxRows={12}
            data-autofocus
          />
        )}
        {failure !== undefined && <Problem error={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {props.cancelLabel ?? t('cancel')}
          </Button>
          <Button
            color={props.tone === 'bad' ? 'red.8' : undefined}
            loading={busy}
            disabled={missing}
            onClick={confirm}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
