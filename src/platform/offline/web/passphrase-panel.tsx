import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { offlineMessages } from '../messages/catalogue.ts';
import { forgetKept } from './kept.ts';
import { dropPassphrase, setPassphrase } from './local-store.ts';
import { localEntries } from './opened.ts';
import { countWaiting } from './outbox.ts';
import { SHORTEST } from './passphrase.ts';
import { keepMe } from './start.ts';
import { storeScreens } from './store-screens.ts';

interface Props {
  accountId: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Work without a link is chosen by a passphrase, and ended with all that was kept for it. */
export function PassphrasePanel({ accountId, on, onChange }: Props) {
  const t = useT(offlineMessages);
  const [asking, setAsking] = useState(!on);
  const [said, setSaid] = useState<'done' | 'stored' | 'notStored' | 'refused' | null>(null);
  const [waits, setWaits] = useState<number | null>(null);
  const [stopping, setStopping] = useState(false);
  const days = localEntries()[accountId]?.keepDays ?? 0;
  const secure = window.isSecureContext;
  const me = useMe();
  const set = async (passphrase: string) => {
    if (!(await setPassphrase(passphrase))) {
      setSaid('refused');
      return;
    }
    keepMe(me);
    onChange(true);
    setAsking(false);
    setSaid('done');
    setSaid((await storeScreens().catch(() => false)) ? 'stored' : 'notStored');
  };
  return (
    <Panel title={t('on.title')} aside={on && <StateBadge tone="good">{t('on.yes')}</StateBadge>}>
      <Stack maw="34rem">
        {!on && <Text size="sm">{t(secure ? 'on.no' : 'on.insecure')}</Text>}
        {on && <Text size="sm">{t('days', { count: days })}</Text>}
        {said && (
          <Text size="sm" role="status">
            {t(`on.${said}`)}
          </Text>
        )}
        {asking && secure && <PassphraseFields label={t(on ? 'on.change' : 'on.set')} onSet={set} />}
        {on && !asking && (
          <Group>
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('on.change')}
            </Button>
            <Button
              variant="default"
              onClick={async () => {
                setWaits(await countWaiting());
                setStopping(true);
              }}
            >
              {t('on.stop')}
            </Button>
          </Group>
        )}
      </Stack>
      {stopping && (
        <ConfirmDialog
          title={t('on.stop')}
          confirmLabel={t('on.stop')}
          tone="bad"
          onConfirm={async () => {
            if (waits) return;
            await forgetKept();
            dropPassphrase(accountId);
            onChange(false);
            setAsking(true);
          }}
          onClose={() => setStopping(false)}
        >
          {waits ? t('on.stopWaiting', { count: waits }) : t('on.stopText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function PassphraseFields({ label, onSet }: { label: string; onSet: (passphrase: string) => Promise<void> }) {
  const t = useT(offlineMessages);
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [problem, setProblem] = useState<'short' | 'differ' | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const found = first.trim().length < SHORTEST ? 'short' : first !== second ? 'differ' : null;
    setProblem(found);
    if (found) return;
    setBusy(true);
    await onSet(first).finally(() => setBusy(false));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        <PasswordInput
          label={t('passphrase')}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
          description={t('on.short', { count: SHORTEST })}
          error={problem === 'short' && t('on.short', { count: SHORTEST })}
        />
        <PasswordInput
          label={t('on.again')}
          value={second}
          onChange={(event) => setSecond(event.currentTarget.value)}
          error={problem === 'differ' && t('on.differ')}
        />
        <Group>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
