import { Button, Skeleton } from '@mantine/core';
import { IconDoorEnter } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { deleteProvider, listProviders, type Provider } from '../contract/provider.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { EditProvider, NewProvider } from './provider-form.tsx';

/** Providers of OpenID Connect, for those who write the rules of sign-in. */
export function ProviderList() {
  const t = useT(identityMessages);
  const format = useFormat();
  const providers = useRead(listProviders, {});
  const remove = useCall(deleteProvider);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Provider>();
  const [removing, setRemoving] = useState<Provider>();
  const items = providers.data?.items;
  const add = <Button onClick={() => setAdding(true)}>{t('provider.add')}</Button>;
  return (
    <>
      <ScreenHead
        title={t('provider.title')}
        intro={t('provider.intro')}
        actions={items?.length ? add : null}
      />
      {providers.error && <Problem error={providers.error} onRetry={() => void providers.refetch()} />}
      {providers.isPending && <Skeleton height={120} />}
      {items && (
        <div className="sj-surface">
          {items.length === 0 ? (
            <EmptyState icon={IconDoorEnter} title={t('provider.none')} actions={add}>
              {t('provider.noneText')}
            </EmptyState>
          ) : (
            <DataTable
              caption={t('provider.title')}
              hideCaption
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  id: 'label',
                  header: t('provider.label'),
                  rowHeader: true,
                  cell: (row) => (
                    <Button variant="subtle" size="compact-sm" onClick={() => setEditing(row)}>
                      {row.label}
                    </Button>
                  ),
                },
                {
                  id: 'issuer',
                  header: t('provider.issuer'),
                  cell: ({ issuer }) => <bdi className="sj-code">{issuer}</bdi>,
                },
                {
                  id: 'state',
                  header: t('provider.state'),
                  cell: ({ active }) => (
                    <StateBadge tone={active ? 'good' : 'neutral'}>
                      {t(active ? 'provider.on' : 'provider.off')}
                    </StateBadge>
                  ),
                },
                {
                  id: 'linked',
                  header: t('provider.linked'),
                  numeric: true,
                  cell: ({ linkedAccounts }) => format.number(linkedAccounts),
                },
                {
                  id: 'remove',
                  header: t('provider.remove'),
                  cell: (row) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('provider.removeOf', { name: row.label })}
                      onClick={() => setRemoving(row)}
                    >
                      {t('provider.remove')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </div>
      )}
      {adding && (
        <NewProvider
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setEditing(made);
          }}
        />
      )}
      {editing && <EditProvider provider={editing} onClose={() => setEditing(undefined)} />}
      {removing && (
        <ConfirmDialog
          title={t('provider.removeOf', { name: removing.label })}
          confirmLabel={t('provider.remove')}
          tone="bad"
          onConfirm={() => remove.mutateAsync({ params: { providerId: removing.id } })}
          onClose={() => setRemoving(undefined)}
        >
          {t('provider.removeText', { count: removing.linkedAccounts })}
        </ConfirmDialog>
      )}
    </>
  );
}
