import { NativeSelect } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { notifyMessages } from '../messages/catalogue.ts';
import type { WayChoice } from './choice.ts';
import { useNoticeWords } from './use-notice-words.ts';

interface Props {
  ways: readonly WayChoice[];
  kinds: readonly { kind: string; security: boolean }[];
  pushOn: boolean;
  onChange: (ways: WayChoice[]) => void;
}

/** By which way each kind leaves the product. */
export function WaysTable({ ways, kinds, pushOn, onChange }: Props) {
  const t = useT(notifyMessages);
  const { name } = useNoticeWords(kinds.map(({ kind }) => kind));
  const security = new Set(kinds.filter((one) => one.security).map(({ kind }) => kind));
  const change = (kind: string, part: Partial<WayChoice>) =>
    onChange(ways.map((way) => (way.kind === kind ? { ...way, ...part } : way)));
  return (
    <DataTable
      caption={t('preference.ways')}
      hideCaption
      rows={ways}
      rowKey={({ kind }) => kind}
      columns={[
        { id: 'kind', header: t('inbox.kind'), rowHeader: true, cell: ({ kind }) => name(kind) },
        {
          id: 'email',
          header: t('way.email'),
          cell: ({ kind, email }) =>
            security.has(kind) ? (
              t('way.always')
            ) : (
              <NativeSelect
                aria-label={t('way.emailOf', { kind: name(kind) })}
                value={email}
                onChange={(event) => change(kind, { email: event.currentTarget.value as WayChoice['email'] })}
                data={(['', 'each', 'digest', 'off'] as const).map((value) => ({
                  value,
                  label: t(`way.email.${value || 'default'}`),
                }))}
              />
            ),
        },
        ...(pushOn
          ? [
              {
                id: 'push',
                header: t('way.push'),
                cell: ({ kind, push }: WayChoice) => (
                  <NativeSelect
                    aria-label={t('way.pushOf', { kind: name(kind) })}
                    value={push}
                    onChange={(event) =>
                      change(kind, { push: event.currentTarget.value as WayChoice['push'] })
                    }
                    data={(['', 'on', 'off'] as const).map((value) => ({
                      value,
                      label: t(`way.push.${value || 'default'}`),
                    }))}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
