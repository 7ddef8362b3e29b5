import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { listOperations } from '#platform/access/contract.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { usePermissionWords } from '#platform/ui/slice-words.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { ApiToken } from '../contract/token.ts';

import { serviceMessages } from '../messages/service/catalogue.ts';
import classes from './profile.module.css';

/** Days before its end in which a token is worth a look; its administrators are told then, too. */
const SOON = 14;

interface TokenTableProps {
  caption: string;
  tokens: readonly ApiToken[];
  /** What can be done with a token; undefined where the reader only looks. */
  acts: ((token: ApiToken) => ReactNode) | undefined;
}

/** Tokens with all that limits them: what they may do, where, from where, until when. */
export function TokenTable({ caption, tokens, acts }: TokenTableProps) {
  const say = useT(serviceMessages);
  const format = useFormat();
  const permissionName = usePermissionWords(tokens.flatMap(({ permissions }) => permissions));
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={tokens}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', header: say('tokens.name'), rowHeader: true, cell: ({ name }) => name },
        {
          id: 'permissions',
          header: say('tokens.permissions'),
          cell: ({ permissions }) => format.list(permissions.map(permissionName)),
        },
        { id: 'limits', header: say('limits'), cell: (token) => <Limits token={token} /> },
        { id: 'expires', header: say('tokens.expires'), cell: (token) => <Expires at={token.expiresAt} /> },
        {
          id: 'used',
          header: say('tokens.lastUsed'),
          cell: ({ lastUsedAt }) => (lastUsedAt ? format.relative(lastUsedAt) : say('tokens.never')),
        },
        ...(acts
          ? [
              {
                id: 'act',
                header: say('tokens.acts'),
                cell: (token: ApiToken) => <Group gap="xs">{acts(token)}</Group>,
              },
            ]
          : []),
      ]}
    />
  );
}

/** The operations and addresses that a token is held to. */
function Limits({ token: { operations, addresses } }: { token: ApiToken }) {
  const say = useT(serviceMessages);
  const format = useFormat();
  const known = useRead(listOperations, {}, { skip: operations === null });
  if (!operations && addresses.length === 0) return say('noLimits');
  const names = (operations ?? []).map(
    (id) => known.data?.items.find((one) => one.id === id)?.name ?? id.slice(0, 8),
  );
  return (
    <>
      {names.length > 0 && <div>{format.list(names)}</div>}
      {addresses.map((address) => (
        <div key={address} className={classes.address}>
          <bdi className="sj-code">{inGroups(address)}</bdi>
        </div>
      ))}
    </>
  );
}

/** Broken between groups only. */
const inGroups = (address: string): ReactNode =>
  address.split(/(?<=:)(?!:)/).reduce<ReactNode>(
    (before, group) => (
      <>
        {before}
        <wbr />
        {group}
      </>
    ),
    null,
  );

function Expires({ at }: { at: string }) {
  const format = useFormat();
  const soon = Date.parse(at) - Date.now() < SOON * 86_400_000;
  return (
    <>
      {format.date(at)}
      {soon && (
        <div>
          <StateBadge tone="warn">{format.relative(at)}</StateBadge>
        </div>
      )}
    </>
  );
}
