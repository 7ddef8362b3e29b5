import { Button, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { createServiceToken, endServiceToken, rotateServiceToken } from '../contract/service-account.ts';
import type { ApiToken } from '../contract/token.ts';

import { serviceMessages } from '../messages/service/catalogue.ts';
import classes from './profile.module.css';
import { TokenDialog } from './token-dialog.tsx';
import { TokenTable } from './token-table.tsx';

interface ServiceTokensProps {
  accountId: string;
  tokens: readonly ApiToken[];
  mayChange: boolean;
}

/** What programs of this account hold: what lives, when it ends; making, rotating and ending. */
export function ServiceTokens({ accountId, tokens, mayChange }: ServiceTokensProps) {
  const say = useT(serviceMessages);
  const create = useCall(createServiceToken);
  const end = useCall(endServiceToken);
  const [asking, setAsking] = useState<{ what: 'new' } | { what: 'rotate' | 'end'; token: ApiToken }>();
  const close = () => {
    setAsking(undefined);
    create.reset();
  };
  return (
    <Panel
      title={say('tokens.title')}
      flush
      aside={
        mayChange && (
          <Button size="xs" onClick={() => setAsking({ what: 'new' })}>
            {say('tokens.new')}
          </Button>
        )
      }
    >
      {tokens.length === 0 && (
        <Text size="sm" c="dimmed" className={classes.pad}>
          {say('noTokens')}
        </Text>
      )}
      {tokens.length > 0 && (
        <TokenTable
          caption={say('tokens.title')}
          tokens={tokens}
          acts={
            mayChange
              ? (token) => (
                  <>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={say('rotateOf', { name: token.name })}
                      onClick={() => setAsking({ what: 'rotate', token })}
                    >
                      {say('rotate')}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={say('tokens.revokeOf', { name: token.name })}
                      onClick={() => setAsking({ what: 'end', token })}
                    >
                      {say('tokens.revoke')}
                    </Button>
                  </>
                )
              : undefined
          }
        />
      )}
      {asking?.what === 'new' && (
        <TokenDialog
          onClose={close}
          secret={create.data?.secret}
          create={(body) => create.mutateAsync({ params: { accountId }, body })}
        />
      )}
      {asking?.what === 'rotate' && <Rotate accountId={accountId} token={asking.token} onClose={close} />}
      {asking?.what === 'end' && (
        <ConfirmDialog
          title={say('tokens.revokeOf', { name: asking.token.name })}
          confirmLabel={say('tokens.revoke')}
          tone="bad"
          onConfirm={() => end.mutateAsync({ params: { accountId, tokenId: asking.token.id } })}
          onClose={close}
        >
          {say('tokens.revokeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function Rotate(props: { accountId: string; token: ApiToken; onClose: () => void }) {
  const say = useT(serviceMessages);
  const { accountId, token, onClose } = props;
  const rotate = useCall(rotateServiceToken);
  const form = useForm({
    schema: rotateServiceToken.schema.body,
    initial: { days: 90 as number | string, overlapHours: 24 as number | string },
    onSubmit: (body) => rotate.mutateAsync({ params: { accountId, tokenId: token.id }, body }),
  });
  return (
    <Dialog onClose={onClose} title={say('rotateOf', { name: token.name })}>
      {rotate.data ? (
        <CopyField label={say('tokens.secret')} value={rotate.data.secret} focus />
      ) : (
        <Form form={{ ...form, mayLose: false }} submitLabel={say('rotate')}>
          <Text size="sm">{say('rotateText')}</Text>
          <NumberInput
            label={say('tokens.days')}
            min={1}
            max={366}
            {...form.value<number | string>('days')}
          />
          <NumberInput
            label={say('overlap')}
            min={0}
            max={168}
            {...form.value<number | string>('overlapHours')}
          />
        </Form>
      )}
    </Dialog>
  );
}
