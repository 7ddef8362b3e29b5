import { Stack, Text } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { identityMessages } from '../messages/catalogue.ts';

/** A one-time link that was just made: shown once, to be handed over. */
export function OneTimeLink(props: {
  name: string;
  made: { link: string; expiresAt: string };
  onClose: () => void;
}) {
  const t = useT(identityMessages);
  const format = useFormat();
  const title = t('people.link', { name: props.name });
  return (
    <Dialog onClose={props.onClose} title={title} size="lg">
      <Stack>
        <Text size="sm">{t('people.linkText', { when: format.relative(props.made.expiresAt) })}</Text>
        <CopyField label={title} value={props.made.link} focus />
      </Stack>
    </Dialog>
  );
}
