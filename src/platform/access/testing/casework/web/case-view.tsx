import { useParams } from '@tanstack/react-router';
import { HiddenRecord } from '#platform/access/web/hidden-record.tsx';
import { RecordPeople } from '#platform/access/web/record-people.tsx';
import { SealedField } from '#platform/access/web/sealed-field.tsx';
import { RecordTimeline } from '#platform/audit/web/record-timeline.tsx';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { call, useRead } from '#platform/ui/call.ts';
import { Facts } from '#platform/ui/facts.tsx';
import { Panel, RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { getCase, revealCase } from '../contract.ts';
import { caseworkMessages } from '../messages/catalogue.ts';

/** A case as a module would show it: each part that access offers, in one line. */
export function CaseView() {
  const t = useT(caseworkMessages);
  const { caseId = '' } = useParams({ strict: false }) as { caseId?: string };
  const mayReveal = useMay('casework.sealed.read');
  const read = useRead(getCase, { params: { caseId } });
  const back = { to: '/casework/cases', label: t('cases') };
  const record = { entity: 'casework.case', entityId: caseId };
  if (read.error)
    return <HiddenRecord {...record} back={back} error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return null;
  const { reference, state, personName, location, narrative } = read.data;
  const fields = [
    { label: t('name'), value: <SealedField label={t('name')} field={personName} /> },
    { label: t('location'), value: <SealedField label={t('location')} field={location} /> },
    {
      label: t('narrative'),
      value: (
        <SealedField
          label={t('narrative')}
          field={narrative}
          {...(mayReveal
            ? {
                reveal: (reason) =>
                  call(revealCase, { params: { caseId }, body: { field: 'narrative', ...reason } }),
              }
            : {})}
        />
      ),
    },
  ];
  const overview = (
    <Panel title={t('overview')}>
      <Facts facts={fields} />
    </Panel>
  );
  return (
    <RecordScreen
      reference={reference}
      title={reference}
      back={back}
      state={<StateBadge>{t(`state.${state}`)}</StateBadge>}
      tabs={[
        { id: 'overview', label: t('overview'), content: overview },
        { id: 'people', label: t('people'), content: <RecordPeople {...record} /> },
        { id: 'history', label: t('history'), content: <RecordTimeline {...record} /> },
      ]}
    />
  );
}
