import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { createToken, listTokens, revokeToken } from '../contract/token.ts';

import { serviceMessages } from '../messages/service/catalogue.ts';
import classes from './profile.module.css';
import { TokenDialog } from './token-dialog.tsx';
import { TokenTable } from './token-table.tsx';

/** The own API tokens: what lives, when it ends, making and ending one. */
export function ApiTokens() {
  const say = useT(serviceMessages);
  const tokens = useRead(listTokens, {});
  const revoke = useCall(revokeToken);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<{ id: string; name: string }>();
  const items = tokens.data?.items ?? [];
  return (
    <Panel
      title={say('tokens.title')}
      flush
      aside={
        <Button size="xs" variant="default" onClick={() => setMaking(true)}>
          {say('tokens.new')}
        </Button>
      }
    >
      <div className={classes.pad}>
        <Text size="sm" c="dimmed">
          {say('tokens.text')}{' '}
          <a className="sj-link" href="/api/docs">
            {say('tokens.docs')}
          </a>
        </Text>
        {tokens.error && <Problem error={tokens.error} />}
        {tokens.data && items.length === 0 && (
          <Text size="sm" mt="xs">
            {say('tokens.none')}
          </Text>
        )}
      </div>
      {items.length > 0 && (
        <TokenTable
          caption={say('tokens.title')}
          tokens={items}
          acts={({ id, name }) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('tokens.revokeOf', { name })}
              onClick={() => setEnding({ id, name })}
            >
              {say('tokens.revoke')}
            </Button>
          )}
        />
      )}
      {making && <NewToken onClose={() => setMaking(false)} />}
      {ending && (
        <ConfirmDialog
          title={say('tokens.revokeOf', { name: ending.name })}
          confirmLabel={say('tokens.revoke')}
          tone="bad"
          onConfirm={() => revoke.mutateAsync({ params: { tokenId: ending.id } })}
          onClose={() => setEnding(undefined)}
        >
          {say('tokens.revokeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function NewToken({ onClose }: { onClose: () => void }) {
  const create = useCall(createToken);
  return (
    <TokenDialog
      onClose={onClose}
      secret={create.data?.secret}
      create={(body) => create.mutateAsync({ body })}
    />
  );
}
