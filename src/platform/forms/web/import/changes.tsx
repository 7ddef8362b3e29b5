import { useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { FormChange } from '../../contract/shapes.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';

const aspects = ['type', 'repeat', 'label', 'required', 'condition', 'choices', 'question'] as const;
type Aspect = (typeof aspects)[number];
const isAspect = (text: string): text is Aspect => aspects.includes(text as Aspect);

/** What a version does to the one before; what may break earlier answers comes first. */
export function Changes({ changes, against }: { changes: readonly FormChange[]; against: string }) {
  const t = useT(formsMessages);
  const breaking = changes.filter((change) => change.breaking);
  const rest = changes.filter((change) => !change.breaking);
  return (
    <Panel
      title={t('changes.title', { version: against || '–' })}
      flush
      aside={
        breaking.length > 0 && (
          <StateBadge tone="bad">{t('changes.breaking', { count: breaking.length })}</StateBadge>
        )
      }
    >
      {changes.length === 0 ? (
        <p className={`${classes.quiet} ${classes.version}`}>{t('changes.none')}</p>
      ) : (
        <ChangeTable
          changes={[...breaking, ...rest]}
          caption={t('changes.title', { version: against || '–' })}
        />
      )}
    </Panel>
  );
}

function ChangeTable({ changes, caption }: { changes: readonly FormChange[]; caption: string }) {
  const t = useT(formsMessages);
  const aspect = (one: FormChange) => (isAspect(one.aspect) ? t(`aspect.${one.aspect}`) : one.aspect);
  const value = (one: FormChange, text: string | null): string => {
    if (text === null) return '–';
    const isFlag = one.aspect === 'required' || one.aspect === 'condition';
    return isFlag && (text === 'true' || text === 'false') ? t(`flag.${text}`) : text;
  };
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={changes}
      rowKey={(one) => `${one.path}|${one.aspect}|${one.kind}`}
      columns={[
        {
          id: 'path',
          header: t('changes.question'),
          rowHeader: true,
          cell: (one) => <span className={`sj-code ${classes.nowrap}`}>{one.path}</span>,
        },
        {
          id: 'what',
          header: t('changes.what'),
          cell: (one) =>
            one.aspect === 'question' ? t(`change.${one.kind}`) : `${t('change.changed')}: ${aspect(one)}`,
        },
        { id: 'before', header: t('changes.before'), cell: (one) => <bdi>{value(one, one.before)}</bdi> },
        { id: 'after', header: t('changes.after'), cell: (one) => <bdi>{value(one, one.after)}</bdi> },
        {
          id: 'breaking',
          header: t('changes.effect'),
          cell: (one) =>
            one.breaking ? <StateBadge tone="bad">{t('changes.breaks')}</StateBadge> : t('changes.safe'),
        },
      ]}
    />
  );
}
