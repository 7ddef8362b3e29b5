import { Select, Stack, Switch, Text } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { lockAfterPreference, sparingPreference } from '#platform/ui/preferences.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import { identityMessages } from '../messages/catalogue.ts';

const minutes = [5, 15, 30, 60];

/** What holds on this device alone: when the screen locks, and how much it loads. */
export function ThisDevice() {
  const t = useT(identityMessages);
  const lockAfter = useStore(lockAfterPreference);
  const allowed = useMe().session?.idleMinutes ?? 0;
  const offered = minutes.filter((count) => count < allowed);
  const sparing = useStore(sparingPreference);
  return (
    <Panel title={t('device.title')}>
      <Stack maw="26rem">
        <Select
          label={t('device.lock')}
          description={t('device.lockHelp')}
          allowDeselect={false}
          data={[
            ...offered.map((count) => ({ value: String(count), label: t('device.minutes', { count }) })),
            { value: '0', label: t('device.lockAllowed', { count: allowed }) },
          ]}
          value={String(offered.includes(lockAfter) ? lockAfter : 0)}
          onChange={(value) => lockAfterPreference.set(Number(value))}
        />
        <Switch
          label={t('device.sparing')}
          description={t('device.sparingHelp')}
          checked={sparing}
          onChange={(event) => sparingPreference.set(event.currentTarget.checked)}
        />
        <div>
          <AppLink to="/offline">{t('device.offline')}</AppLink>
          <Text size="xs" c="dimmed">
            {t('device.offlineHelp')}
          </Text>
        </div>
      </Stack>
    </Panel>
  );
}
