import { Button, Stack, TextInput } from '@mantine/core';
import { type ComponentProps, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { identityMessages } from '../messages/catalogue.ts';

/** A code of the authenticator app, or one of the recovery codes when the app is lost or there is none. */
export function CodeField({ app = true, ...props }: ComponentProps<typeof TextInput> & { app?: boolean }) {
  const t = useT(identityMessages);
  const [lost, setLost] = useState(!app);
  return (
    <Stack gap={4} align="stretch">
      <TextInput
        label={t(lost ? 'code.recovery' : 'signIn.code')}
        description={t(lost ? 'code.recoveryHelp' : 'signIn.codeHelp')}
        inputMode={lost ? 'text' : 'numeric'}
        autoComplete={lost ? 'off' : 'one-time-code'}
        dir="ltr"
        {...props}
      />
      {app && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'start' }}
          onClick={() => setLost(!lost)}
        >
          {t(lost ? 'code.useApp' : 'code.useRecovery')}
        </Button>
      )}
    </Stack>
  );
}
