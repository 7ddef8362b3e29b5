import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import type { Route } from '@sojourn/route-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { differences, merged, type Side } from '../domain.ts';
import { offlineMessages } from '../messages/catalogue.ts';
import type { Waiting } from './kept.ts';

interface Props {
  waiting: Waiting;
  onSend: (body: unknown) => Promise<void>;
  onDrop: () => void;
  onClose: () => void;
}

/** The record as it stands now, read where it was to be written. */
async function readCurrent({ url, input }: Waiting): Promise<Record<string, unknown>> {
  const route: Route = {
    id: 'offline.current',
    method: 'GET',
    url,
    summary: '',
    config: { permission: 'signed-in' },
    schema: {},
  };
  return (await callOnce(route, { params: input.params } as never)) as unknown as Record<string, unknown>;
}

/** Both sides of a record that two people changed, field by field; nothing is sent before the person chose. */
export function ConflictDialog({ waiting, onSend, onDrop, onClose }: Props) {
  const t = useT(offlineMessages);
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const [busy, setBusy] = useState(false);
  const current = useQuery({
    queryKey: ['offline', 'current', waiting.id],
    queryFn: () => readCurrent(waiting),
    retry: false,
    gcTime: 0,
  });
  const body = (waiting.input.body ?? {}) as Record<string, unknown>;
  const rows = current.data ? differences(body, current.data) : [];
  const slice = waiting.route.split('.')[0]!;
  const words = useSliceWords([slice]);
  const say = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('conflict.empty');
    if (Array.isArray(value)) return value.map((one) => say(field, one)).join(', ');
    if (typeof value === 'object') return JSON.stringify(value);
    return words(slice, `value.${field}.${value}`) ?? String(value);
  };
  return (
    <Dialog title={t('conflict.title')} onClose={onClose} size="xl">
      <Stack>
        {current.error && <Text size="sm">{t('conflict.none')}</Text>}
        {current.data && <Text size="sm">{t(rows.length > 0 ? 'conflict.text' : 'conflict.same')}</Text>}
        {rows.length > 0 && (
          <DataTable
            caption={t('conflict.title')}
            hideCaption
            rows={rows}
            rowKey={({ field }) => field}
            columns={[
              {
                id: 'field',
                header: t('conflict.field'),
                rowHeader: true,
                cell: ({ field }) => words(slice, `field.${field}`) ?? field,
              },
              ...(['mine', 'theirs'] as const).map((side) => ({
                id: side,
                header: t(`conflict.${side}`),
                cell: (row: (typeof rows)[number]) => (
                  <Radio
                    name={`${waiting.id}-${row.field}`}
                    label={<bdi>{say(row.field, row[side])}</bdi>}
                    checked={(chosen[row.field] ?? 'mine') === side}
                    onChange={() => setChosen({ ...chosen, [row.field]: side })}
                  />
                ),
              })),
            ]}
          />
        )}
        <Group justify="flex-end">
          {current.data && rows.length > 0 && (
            <Button
              loading={busy}
              onClick={async () => {
                setBusy(true);
                await onSend(merged(body, current.data, chosen)).finally(() => setBusy(false));
                onClose();
              }}
            >
              {t('conflict.send')}
            </Button>
          )}
          {!current.isPending && rows.length === 0 && (
            <Button variant="default" onClick={onDrop}>
              {t('waiting.drop')}
            </Button>
          )}
          {current.error && (
            <Button variant="default" onClick={() => void onSend(body).then(onClose)}>
              {t('waiting.again')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
