import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce, useRead } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { listOwnLinks, listSignInProviders, startProviderSignIn } from '../contract/provider.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { openProvider } from './provider-window.ts';

interface Choice {
  id: string;
  label: string;
}

/** Sign-in elsewhere: away from this page, or in a window where something typed here must stay. */
export function ProviderSignIn(props: { invitation?: string; onDone?: () => void }) {
  const t = useT(identityMessages);
  const providers = useRead(listSignInProviders, {});
  const away = async (providerId: string) => {
    const returnTo = window.location.pathname + window.location.search;
    const body = props.invitation ? { invitation: props.invitation } : { returnTo };
    const { url } = await callOnce(startProviderSignIn, { params: { providerId }, body });
    window.location.assign(url);
  };
  return (
    <Choices
      items={providers.data?.items ?? []}
      say={(name) => t(props.invitation ? 'provider.accept' : 'provider.signIn', { name })}
      act={(id, signal) => (props.onDone ? openProvider(id, 'sign_in', signal).then(props.onDone) : away(id))}
      inWindow={props.onDone !== undefined}
    />
  );
}

/** Confirms at a provider that the account is linked with who sits there. */
export function ProviderProof({ onDone }: { onDone: () => void }) {
  const t = useT(identityMessages);
  const links = useRead(listOwnLinks, {});
  return (
    <Choices
      items={(links.data?.items ?? []).filter(({ linkedAt }) => linkedAt !== null)}
      say={(name) => t('provider.confirm', { name })}
      act={(id, signal) => openProvider(id, 'proof', signal).then(onDone)}
      inWindow
    />
  );
}

function Choices(props: {
  items: readonly Choice[];
  say: (label: string) => string;
  act: (id: string, signal: AbortSignal) => Promise<unknown>;
  inWindow: boolean;
}) {
  const t = useT(identityMessages);
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);
  if (props.items.length === 0) return null;
  const act = (id: string) => {
    leaving.current?.abort();
    leaving.current = new AbortController();
    setBusy(id);
    setFailure(undefined);
    props.act(id, leaving.current.signal).catch((error: unknown) => {
      setBusy(undefined);
      setFailure(error);
    });
  };
  return (
    <Stack gap="xs">
      {failure !== undefined && <Problem error={failure} />}
      {props.items.map(({ id, label }) => (
        <Button key={id} variant="default" loading={!props.inWindow && busy === id} onClick={() => act(id)}>
          {props.say(label)}
        </Button>
      ))}
      {props.inWindow && busy && (
        <Text size="sm" role="status">
          {t('provider.window')}
        </Text>
      )}
    </Stack>
  );
}
