import { Button, Group, Stack, Text } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './profile.module.css';

/** Fresh recovery codes, seen this once: to copy, to print, to write down. */
export function RecoveryCodes(props: { codes: readonly string[]; onDone: () => void }) {
  const t = useT(identityMessages);
  return (
    <Stack>
      <Text size="sm">{t('codes.text')}</Text>
      <ol className={classes.codes} dir="ltr">
        {props.codes.map((code) => (
          <li key={code}>
            <code className="sj-code">{code}</code>
          </li>
        ))}
      </ol>
      <CopyField label={t('codes.all')} value={props.codes.join(' ')} />
      <Group>
        <Button onClick={props.onDone}>{t('codes.done')}</Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('codes.print')}
        </Button>
      </Group>
    </Stack>
  );
}
