import { useT } from '../../i18n/web/use-t.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { uiMessages } from '../messages/catalogue.ts';

/** Asks before a form without a kept draft is left. */
export function LeaveDialog(props: { onLeave: () => void; onStay: () => void }) {
  const t = useT(uiMessages);
  return (
    <ConfirmDialog
      title={t('form.leaveTitle')}
      confirmLabel={t('form.leave')}
      cancelLabel={t('form.stay')}
      tone="bad"
      onConfirm={props.onLeave}
      onClose={props.onStay}
    >
      {t('form.leaveText')}
    </ConfirmDialog>
  );
}
