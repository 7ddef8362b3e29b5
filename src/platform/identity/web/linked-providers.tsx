import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { listOwnLinks, startProviderLink, unlinkProvider } from '../contract/provider.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './profile.module.css';

/** With which other sign-ins the own account is linked. Nothing where the agency has none. */
export function LinkedProviders() {
  const t = useT(identityMessages);
  const format = useFormat();
  const links = useRead(listOwnLinks, {});
  const start = useCall(startProviderLink);
  const cut = useCall(unlinkProvider);
  const [leaving, setLeaving] = useState(false);
  const items = links.data?.items ?? [];
  if (items.length === 0) return null;
  const link = async (providerId: string) => {
    const { url } = await start.mutateAsync({ params: { providerId } });
    setLeaving(true);
    window.location.assign(url);
  };
  const failure = start.error ?? cut.error;
  return (
    <Panel title={t('provider.title')} flush>
      <Text size="sm" className={classes.lead}>
        {t('provider.ownText')}
      </Text>
      {failure && <Problem error={failure} />}
      <DataTable
        caption={t('provider.title')}
        hideCaption
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { id: 'label', header: t('provider.label'), rowHeader: true, cell: ({ label }) => label },
          {
            id: 'state',
            header: t('provider.state'),
            cell: ({ linkedAt }) =>
              linkedAt ? t('provider.since', { when: format.date(linkedAt) }) : t('provider.notLinked'),
          },
          {
            id: 'act',
            header: t('provider.link'),
            cell: ({ id, label, linkedAt }) =>
              linkedAt ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('provider.unlinkOf', { name: label })}
                  onClick={() => cut.mutate({ params: { providerId: id } })}
                >
                  {t('provider.unlink')}
                </Button>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={leaving}
                  aria-label={t('provider.linkOf', { name: label })}
                  onClick={() => link(id).catch(() => undefined)}
                >
                  {t('provider.link')}
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  );
}
