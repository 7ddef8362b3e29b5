import { Checkbox, NativeSelect, Stack, Text } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import type { AgencyWay } from '../domain/preference.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { type WayChoice, wayChoiceOf } from './choice.ts';
import { useNoticeWords } from './use-notice-words.ts';

interface Props {
  ways: readonly WayChoice[];
  kinds: readonly { kind: string; security: boolean }[];
  pushOn: boolean;
  /** What the agency says of each kind, for a person; left out where the agency itself chooses and fixes. */
  agency?: Readonly<Record<string, AgencyWay>>;
  onChange: (ways: WayChoice[]) => void;
}

/** By which way each kind leaves the product. */
export function WaysTable({ ways, kinds, pushOn, agency, onChange }: Props) {
  const t = useT(notifyMessages);
  const { name } = useNoticeWords(kinds.map(({ kind }) => kind));
  const security = new Set(kinds.filter((one) => one.security).map(({ kind }) => kind));
  const change = (kind: string, part: Partial<WayChoice>) =>
    onChange(ways.map((way) => (way.kind === kind ? { ...way, ...part } : way)));
  const shared = { agency, change, name };
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
          cell: (row) =>
            security.has(row.kind) ? (
              t(agency ? 'way.always' : 'way.guards')
            ) : (
              <WayCell way="email" row={row} {...shared} />
            ),
        },
        ...(pushOn
          ? [
              {
                id: 'push',
                header: t('way.push'),
                cell: (row: WayChoice) => <WayCell way="push" row={row} {...shared} />,
              },
            ]
          : []),
      ]}
    />
  );
}

interface CellProps {
  way: 'email' | 'push';
  row: WayChoice;
  agency: Props['agency'];
  change: (kind: string, part: Partial<WayChoice>) => void;
  name: (kind: string) => string;
}

const OPTIONS = { email: ['', 'each', 'digest', 'off'], push: ['', 'on', 'off'] } as const;

function WayCell({ way, row, agency, change, name }: CellProps) {
  const t = useT(notifyMessages);
  const { kind, fixed } = row;
  const words = (value: WayChoice['email'] | WayChoice['push']) =>
    way === 'email'
      ? t(`way.email.${(value || 'default') as 'default' | Exclude<WayChoice['email'], ''>}`)
      : t(`way.push.${(value || 'default') as 'default' | Exclude<WayChoice['push'], ''>}`);
  const byAgency = agency?.[kind];
  if (byAgency?.fixed?.includes(way))
    return <Text size="sm">{t('way.fixedByAgency', { way: words(wayChoiceOf(kind, byAgency)[way]) })}</Text>;
  return (
    <Stack gap={6}>
      <NativeSelect
        aria-label={t(`way.${way}Of`, { kind: name(kind) })}
        value={row[way]}
        onChange={(event) => change(kind, { [way]: event.currentTarget.value })}
        data={OPTIONS[way].map((value) => ({ value, label: words(value) }))}
      />
      {!agency && (
        <Checkbox
          size="xs"
          label={t('way.fix')}
          aria-label={t(way === 'email' ? 'way.fixEmailOf' : 'way.fixPushOf', { kind: name(kind) })}
          checked={fixed.includes(way)}
          onChange={(event) =>
            change(kind, {
              fixed: [...fixed.filter((one) => one !== way), ...(event.currentTarget.checked ? [way] : [])],
            })
          }
        />
      )}
    </Stack>
  );
}
