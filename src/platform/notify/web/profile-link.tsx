import { Button, Text } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { notifyMessages } from '../messages/catalogue.ts';

/** The way from the profile to how one is told. */
export function NoticesLink() {
  const t = useT(notifyMessages);
  return (
    <Panel title={t('preference.title')}>
      <Text size="sm" mb="sm">
        {t('preference.intro')}
      </Text>
      <Button component={AppLink} to="/profile/notices" variant="default">
        {t('preference.open')}
      </Button>
    </Panel>
  );
}
