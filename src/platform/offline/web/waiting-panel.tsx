import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { refresh } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { sayProblem } from '#platform/ui/problem.tsx';
import { randomUuid } from '#platform/ui/random-uuid.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { useStore } from '#platform/ui/store.ts';
import { toldBy } from '../domain.ts';
import { offlineMessages } from '../messages/catalogue.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { Waiting } from './kept.ts';
import { dropWaiting, listWaiting, outboxChanges, sendAnew, sendWaiting } from './outbox.ts';

const TONES = { waiting: 'info', conflict: 'warn', refused: 'bad' } as const;

/** What was done here and is not yet on the server; nothing leaves this list unsaid. */
export function WaitingPanel() {
  const t = useT(offlineMessages);
  const format = useFormat();
  const queries = useQueryClient();
  const round = useStore(outboxChanges);
  const waiting = useQuery({ queryKey: ['offline', 'waiting', round], queryFn: listWaiting });
  const [dropping, setDropping] = useState<Waiting | null>(null);
  const [deciding, setDeciding] = useState<Waiting | null>(null);
  const items = waiting.data ?? [];
  const words = useSliceWords(items.map(({ route }) => route.split('.')[0]!));
  const send = async () => {
    const slices = await sendWaiting();
    await refresh(queries, slices);
  };
  const again = async (one: Waiting) => {
    await sendAnew(one.id, randomUuid(), one.input.body);
    await send();
  };
  return (
    <Panel
      title={t('waiting.title')}
      flush={items.length > 0}
      aside={
        items.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => void send()}>
            {t('waiting.send')}
          </Button>
        )
      }
    >
      {waiting.data && items.length === 0 && <Text size="sm">{t('waiting.none')}</Text>}
      {items.length > 0 && (
        <DataTable
          caption={t('waiting.title')}
          hideCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'what',
              header: t('waiting.what'),
              rowHeader: true,
              cell: ({ audit, route, input }) => (
                <>
                  {words(audit.split('.')[0]!, `action.${audit}`) ?? audit}
                  {toldBy(input.body).map(([field, value]) => (
                    <Text key={field} size="sm" c="dimmed" fw={400} lineClamp={2} dir="auto">
                      {words(route.split('.')[0]!, `field.${field}`) ?? field}:{' '}
                      {words(route.split('.')[0]!, `value.${field}.${value}`) ?? value}
                    </Text>
                  ))}
                </>
              ),
            },
            { id: 'when', header: t('waiting.when'), cell: ({ at }) => format.dateTime(new Date(at)) },
            {
              id: 'state',
              header: t('waiting.state'),
              cell: (one) => (
                <>
                  <StateBadge tone={TONES[one.state]}>{t(`waiting.${one.state}`)}</StateBadge>
                  {one.problem && <Reason problem={one.problem} />}
                </>
              ),
            },
            {
              id: 'act',
              header: t('waiting.act'),
              cell: (one) => (
                <Group gap="xs">
                  {one.state === 'conflict' && (
                    <Button size="compact-sm" onClick={() => setDeciding(one)}>
                      {t('waiting.decide')}
                    </Button>
                  )}
                  {one.state === 'refused' && (
                    <Button size="compact-sm" variant="default" onClick={() => void again(one)}>
                      {t('waiting.again')}
                    </Button>
                  )}
                  <Button size="compact-sm" variant="default" onClick={() => setDropping(one)}>
                    {t('waiting.drop')}
                  </Button>
                </Group>
              ),
            },
          ]}
        />
      )}
      {dropping && (
        <ConfirmDialog
          title={t('waiting.drop')}
          confirmLabel={t('waiting.drop')}
          tone="bad"
          onConfirm={() => dropWaiting(dropping.id)}
          onClose={() => setDropping(null)}
        >
          {t('waiting.dropText')}
        </ConfirmDialog>
      )}
      {deciding && (
        <ConflictDialog
          waiting={deciding}
          onSend={async (body) => {
            await sendAnew(deciding.id, randomUuid(), body);
            await send();
          }}
          onDrop={() => {
            setDeciding(null);
            setDropping(deciding);
          }}
          onClose={() => setDeciding(null)}
        />
      )}
    </Panel>
  );
}

/** Why the server would not take it, in the reader's language. */
function Reason({ problem }: { problem: NonNullable<Waiting['problem']> }) {
  const language = useLanguage();
  const [text, setText] = useState('');
  useEffect(() => {
    void sayProblem(language, problem).then(setText);
  }, [language, problem]);
  return <Text size="sm">{text}</Text>;
}
