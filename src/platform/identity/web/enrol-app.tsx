import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { call } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { makeRecoveryCodes } from '../contract/proof.ts';
import { confirmTotp, type Me as Identity, startTotp } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Step =
  | { at: 'start' }
  | { at: 'confirm'; secret: string; qrSvg: string }
  | { at: 'codes'; identity: Identity; codes: readonly string[] };

/** From nothing to an authenticator app that works, with recovery codes in hand. Tells `onDone` once they were seen. */
export function EnrolApp({ onDone }: { onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const [step, setStep] = useState<Step>({ at: 'start' });
  const [failure, setFailure] = useState<unknown>();
  const start = async () => {
    try {
      setStep({ at: 'confirm', ...(await call(startTotp, {})) });
    } catch (error) {
      setFailure(error);
    }
  };
  if (step.at === 'start') {
    return (
      <Stack align="start">
        {failure !== undefined && <Problem error={failure} />}
        <Button onClick={start}>{t('factor.start')}</Button>
      </Stack>
    );
  }
  if (step.at === 'codes') {
    return <RecoveryCodes codes={step.codes} onDone={() => onDone(step.identity)} />;
  }
  return (
    <Confirm
      {...step}
      onDone={(identity, codes) =>
        setStep({ at: 'codes', identity: { ...identity, recoveryCodesLeft: codes.length }, codes })
      }
    />
  );
}

function Confirm(props: {
  secret: string;
  qrSvg: string;
  onDone: (identity: Identity, codes: readonly string[]) => void;
}) {
  const t = useT(identityMessages);
  const form = useForm({
    schema: confirmTotp.schema.body,
    initial: { code: '' },
    prepare: ({ code }) => ({ code: code.replace(/\s/g, '') }),
    onSubmit: async (body) => {
      const identity = await call(confirmTotp, { body });
      props.onDone(identity, (await call(makeRecoveryCodes, {})).codes);
    },
  });
  return (
    <Stack w="100%" maw="26rem">
      <Text size="sm" fw={600}>
        {t('factor.scan')}
      </Text>
      <img
        alt={t('factor.scan')}
        width={200}
        height={200}
        style={{ background: '#fff', padding: 8, borderRadius: 8 }}
        src={`data:image/svg+xml,${encodeURIComponent(props.qrSvg)}`}
      />
      <CopyField label={t('factor.secret')} value={props.secret} />
      <Form form={{ ...form, mayLose: false }} submitLabel={t('factor.confirm')}>
        <TextInput
          label={t('factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
          {...form.text('code')}
        />
      </Form>
    </Stack>
  );
}
