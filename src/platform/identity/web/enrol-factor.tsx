import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { call } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { makeRecoveryCodes } from '../contract/proof.ts';
import { confirmTotp, startTotp } from '../contract/second-factor.ts';
import { getMe, type Me as Identity } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { deviceName } from './device-name.ts';
import { makePasskey } from './passkey-browser.ts';
import { passkeysOffered } from './passkeys-offered.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Step =
  | { at: 'start' }
  | { at: 'confirm'; secret: string; qrSvg: string }
  | { at: 'codes'; identity: Identity; codes: readonly string[] };

/**
 * From nothing to a second factor that works, with recovery codes in hand: an authenticator app, or a passkey where
 * `passkey` offers it. Tells `onDone` once the codes were seen.
 */
export function EnrolFactor(props: { passkey?: boolean; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const [step, setStep] = useState<Step>({ at: 'start' });
  const [failure, setFailure] = useState<unknown>();
  const { onDone } = props;
  const next = (work: () => Promise<Step>) => () => {
    setFailure(undefined);
    work().then(setStep, setFailure);
  };
  const byApp = next(async () => ({ at: 'confirm', ...(await call(startTotp, {})) }));
  const byPasskey = next(async () => {
    await makePasskey(deviceName(navigator.userAgent) ?? t('sessions.unknown'));
    return withCodes(await call(getMe, {}));
  });
  if (step.at === 'start') {
    return (
      <Stack align="start">
        {failure !== undefined && <Problem error={failure} />}
        <Button onClick={byApp}>{t('factor.start')}</Button>
        {props.passkey && passkeysOffered() && (
          <Button variant="default" onClick={byPasskey}>
            {t('passkeys.make')}
          </Button>
        )}
      </Stack>
    );
  }
  if (step.at === 'codes') {
    return <RecoveryCodes codes={step.codes} onDone={() => onDone(step.identity)} />;
  }
  return <Confirm {...step} onDone={setStep} />;
}

async function withCodes(identity: Identity): Promise<Step> {
  const { codes } = await call(makeRecoveryCodes, {});
  return { at: 'codes', identity: { ...identity, recoveryCodesLeft: codes.length }, codes };
}

function Confirm(props: { secret: string; qrSvg: string; onDone: (next: Step) => void }) {
  const t = useT(identityMessages);
  const form = useForm({
    schema: confirmTotp.schema.body,
    initial: { code: '' },
    prepare: ({ code }) => ({ code: code.replace(/\s/g, '') }),
    onSubmit: async (body) => {
      props.onDone(await withCodes(await call(confirmTotp, { body })));
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
