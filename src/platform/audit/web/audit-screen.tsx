import { useT } from '#platform/i18n/web/use-t.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { auditMessages } from '../messages/catalogue.ts';
import { AuditEntries } from './audit-entries.tsx';
import { Checkpoint } from './checkpoint.tsx';

/** The audit log: its entries, and the proof that none was changed. */
export function AuditScreen() {
  const t = useT(auditMessages);
  return (
    <RecordScreen
      reference={t('title')}
      title={t('title')}
      tabs={[
        { id: 'entries', label: t('entries'), content: <AuditEntries /> },
        { id: 'seal', label: t('seal'), content: <Checkpoint /> },
      ]}
    />
  );
}
