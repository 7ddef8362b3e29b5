import { Switch } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { shortcutsPreference } from '#platform/ui/preferences.ts';
import { useStore } from '#platform/ui/store.ts';
import { webMessages } from '../messages/catalogue.ts';
import classes from './top.module.css';

const keys = [
  ['Ctrl K', 'keys.search'],
  ['/', 'keys.filter'],
  ['j', 'keys.down'],
  ['k', 'keys.up'],
  ['Enter', 'keys.open'],
  ['x', 'keys.select'],
  ['?', 'keys.help'],
] as const;

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useT(webMessages);
  const on = useStore(shortcutsPreference);
  return (
    <Dialog onClose={onClose} title={t('keys.title')}>
      <dl className={classes.keys}>
        {keys.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd className={classes.kbd}>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        label={t('keys.single')}
        checked={on}
        onChange={(event) => shortcutsPreference.set(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
