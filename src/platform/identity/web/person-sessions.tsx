import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import {
  endPersonSession,
  endPersonSessions,
  endPersonToken,
  listPersonSessions,
} from '../contract/person-sessions.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { serviceMessages } from '../messages/service/catalogue.ts';
import classes from './profile.module.css';
import { SessionTable } from './session-table.tsx';
import { TokenTable } from './token-table.tsx';

/** Where a person is signed in and what programs act for them, for the administrator in charge. */
export function PersonSessions({ accountId }: { accountId: string }) {
  const t = useT(identityMessages);
  const say = useT(serviceMessages);
  const read = useRead(listPersonSessions, { params: { accountId } });
  const endOne = useCall(endPersonSession);
  const endAll = useCall(endPersonSessions);
  const endToken = useCall(endPersonToken);
  const [endingAll, setEndingAll] = useState(false);
  const { sessions = [], tokens = [] } = read.data ?? {};
  const failure = read.error ?? endOne.error ?? endToken.error;
  return (
    <>
      {failure && <Problem error={failure} />}
      <Panel
        title={t('people.sessions')}
        flush
        aside={
          sessions.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => setEndingAll(true)}>
              {t('people.endAll')}
            </Button>
          )
        }
      >
        <Text size="sm" className={classes.lead}>
          {t('people.sessionsText')}
        </Text>
        {read.data && sessions.length === 0 && (
          <Text size="sm" className={classes.lead}>
            {t('people.noSessions')}
          </Text>
        )}
        {sessions.length > 0 && (
          <SessionTable
            caption={t('people.sessions')}
            sessions={sessions}
            onEnd={(sessionId) => endOne.mutate({ params: { accountId, sessionId } })}
          />
        )}
      </Panel>
      {tokens.length > 0 && (
        <Panel title={t('people.tokens')} flush>
          <TokenTable
            caption={t('people.tokens')}
            tokens={tokens}
            acts={({ id, name }) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={say('tokens.revokeOf', { name })}
                onClick={() => endToken.mutate({ params: { accountId, tokenId: id } })}
              >
                {say('tokens.revoke')}
              </Button>
            )}
          />
        </Panel>
      )}
      {endingAll && (
        <ConfirmDialog
          title={t('people.endAll')}
          confirmLabel={t('people.endAll')}
          onConfirm={() => endAll.mutateAsync({ params: { accountId } })}
          onClose={() => setEndingAll(false)}
        >
          {t('people.endAllText')}
        </ConfirmDialog>
      )}
    </>
  );
}
