import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { signOut, updateProfile } from '#platform/identity/contract.ts';
import { useTakeIdentity } from '#platform/identity/web/use-identity.ts';
import { call, useCall } from '#platform/ui/call.ts';
import { useGo } from '#platform/ui/link.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './top.module.css';

const themes = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();

/** Leaves nothing of one person behind for the next at the same device. */
async function leave(): Promise<void> {
  await call(signOut, {}).catch(() => undefined);
  window.location.assign('/');
}

export function MeMenu({ onKeys }: { onKeys: () => void }) {
  const t = useT(webMessages);
  const { account } = useMe();
  const go = useGo();
  const take = useTakeIdentity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const save = useCall(updateProfile, { onDone: take });
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <button type="button" className={classes.me}>
          <span aria-hidden>{initials(account.name)}</span>
          <span className="sj-hidden">{t('me', { name: account.name })}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('me', { name: account.name })}>
        <Menu.Item
          leftSection={<IconUserCircle size={18} stroke={1.7} aria-hidden />}
          onClick={() => go('/profile')}
        >
          {t('profile')}
          <span className={classes.menuNote}>{account.name}</span>
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} stroke={1.7} />} onClick={onKeys}>
          {t('keyboard')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {themes.map((theme) => (
          <Menu.Item
            key={theme}
            closeMenuOnClick={false}
            rightSection={theme === colorScheme ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => {
              setColorScheme(theme);
              save.mutate({ body: { theme } });
            }}
          >
            {t(`theme.${theme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.7} className="sj-flip" />} onClick={leave}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
