import { PasswordInput, Stack, Text } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { call } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import type { Me } from '#platform/ui/session.tsx';
import { stepUp } from '../contract/proof.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { CodeField } from './code-field.tsx';

/** Asks over the open page who sits there, before a sensitive act; what was typed below stays, and the act goes on. */
export function StepUp(props: { me: Me; onDone: (given: boolean) => void }) {
  const t = useT(identityMessages);
  const byCode = props.me.hasSecondFactor;
  const form = useForm({
    schema: stepUp.schema.body,
    initial: { code: '', password: '' },
    prepare: ({ code, password }) => (byCode ? { code } : { password }),
    onSubmit: async (body) => {
      await call(stepUp, { body });
      props.onDone(true);
    },
  });
  return (
    <Dialog onClose={() => props.onDone(false)} title={t('stepUp.title')} zIndex={900}>
      <Stack>
        <Text size="sm">{t('stepUp.text')}</Text>
        <Form form={{ ...form, mayLose: false }} submitLabel={t('stepUp.submit')} wide>
          {byCode ? (
            <CodeField data-autofocus {...form.text('code')} />
          ) : (
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              data-autofocus
              {...form.text('password')}
            />
          )}
        </Form>
      </Stack>
    </Dialog>
  );
}
