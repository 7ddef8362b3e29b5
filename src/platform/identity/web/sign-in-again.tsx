import { Button, Stack, Text } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import type { Me } from '#platform/ui/session.tsx';
import type { Me as Identity } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { SignInForm } from './sign-in.tsx';
import { leave } from './use-identity.ts';

/** Asks over the open page when its session ended: what was typed below stays where it is. */
export function SignInAgain(props: { me: Me; locked: boolean; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t(props.locked ? 'again.locked' : 'again.title')}
      data-lock={props.locked || undefined}
      zIndex={1000}
    >
      <Stack>
        <Text size="sm">{t(props.locked ? 'again.lockedText' : 'again.text')}</Text>
        <SignInForm email={props.me.account.email ?? ''} onDone={props.onDone} />
        <Button variant="subtle" onClick={leave}>
          {t('again.other')}
        </Button>
      </Stack>
    </Dialog>
  );
}
