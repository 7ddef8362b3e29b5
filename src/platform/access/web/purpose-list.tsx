import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listPurposes, type Purpose } from '../contract/purpose.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { ChangePurpose, EndPurpose, NewPurpose } from './purpose-dialogs.tsx';

const tones = { in_force: 'good', later: 'info', ended: 'neutral' } as const;
/** Stays on one line: a date that is broken is read twice. */
const Whole = ({ children }: { children: ReactNode }) => (
  <span style={{ whiteSpace: 'nowrap' }}>{children}</span>
);
type Doing = { what: 'change' | 'end'; purpose: Purpose } | 'new';

/** For what sealed fields may be looked at: names, source, and from when to when each purpose holds. */
export function PurposeList() {
  const t = useT(accessMessages);
  const format = useFormat();
  const language = useLanguage();
  const mayWrite = useMay('access.purpose.write');
  const purposes = useRead(listPurposes, { querystring: { all: 'true' } });
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const nameOf = ({ name }: Purpose) => name[language] || name.en;
  return (
    <>
      <ScreenHead
        title={t('purposes.title')}
        intro={t('purposes.intro')}
        actions={mayWrite && <Button onClick={() => setDoing('new')}>{t('purposes.add')}</Button>}
      />
      {purposes.error && <Problem error={purposes.error} onRetry={() => void purposes.refetch()} />}
      <div className="sj-surface">
        <DataTable
          caption={t('purposes.title')}
          hideCaption
          rows={purposes.data?.items ?? []}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'name',
              header: t('name'),
              rowHeader: true,
              cell: (purpose) => (
                <>
                  {nameOf(purpose)}
                  <Text size="xs" c="dimmed" className="sj-code" style={{ overflowWrap: 'normal' }}>
                    {purpose.id}
                  </Text>
                </>
              ),
            },
            { id: 'source', header: t('purposes.source'), cell: ({ source }) => <bdi>{source}</bdi> },
            {
              id: 'from',
              header: t('grants.from'),
              cell: ({ since }) => <Whole>{format.date(since)}</Whole>,
            },
            {
              id: 'until',
              header: t('grants.until'),
              cell: ({ until }) => <Whole>{until ? format.date(until) : t('grants.open')}</Whole>,
            },
            {
              id: 'state',
              header: t('purposes.state'),
              cell: ({ state }) => <StateBadge tone={tones[state]}>{t(`purposes.${state}`)}</StateBadge>,
            },
            ...(mayWrite
              ? [
                  {
                    id: 'change',
                    header: t('change'),
                    cell: (purpose: Purpose) =>
                      purpose.state !== 'ended' && (
                        <Stack gap={6} align="start">
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={t('changeOf', { name: nameOf(purpose) })}
                            onClick={() => setDoing({ what: 'change', purpose })}
                          >
                            {t('change')}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={t('purposes.endOf', { name: nameOf(purpose) })}
                            onClick={() => setDoing({ what: 'end', purpose })}
                          >
                            {t('purposes.end')}
                          </Button>
                        </Stack>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {doing === 'new' && <NewPurpose onClose={close} />}
      {typeof doing === 'object' && doing.what === 'change' && (
        <ChangePurpose purpose={doing.purpose} title={nameOf(doing.purpose)} onClose={close} />
      )}
      {typeof doing === 'object' && doing.what === 'end' && (
        <EndPurpose purpose={doing.purpose} title={nameOf(doing.purpose)} onClose={close} />
      )}
    </>
  );
}
