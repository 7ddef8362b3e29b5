import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { updateProfile } from '#platform/identity/contract.ts';
import { leave, useTakeIdentity } from '#platform/identity/web/use-identity.ts';
import { useCall } from '#platform/ui/call.ts';
import { useGo } from '#platform/ui/link.tsx';
import { MenuButton } from '#platform/ui/menu-button.tsx';
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

export function MeMenu({ onKeys }: { onKeys: () => void }) {
  const t = useT(webMessages);
  const { account } = useMe();
  const go = useGo();
  const take = useTakeIdentity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const save = useCall(updateProfile, { onDone: take });
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true };
  return (
    <MenuButton
      label={t('me', { name: account.name })}
      className={classes.me}
      width={250}
      entries={[
        {
          id: 'profile',
          label: t('profile'),
          note: account.name,
          icon: <IconUserCircle {...icon} />,
          onClick: () => go('/profile'),
        },
        {
          id: 'keys',
          label: t('keyboard'),
          icon: <IconKeyboard {...icon} />,
          opens: 'dialog',
          onClick: onKeys,
        },
        ...themes.map((theme, index) => ({
          id: theme,
          label: `${t('theme')}: ${t(`theme.${theme}`)}`,
          chosen: theme === colorScheme,
          stays: true,
          divided: index === 0,
          onClick: () => {
            setColorScheme(theme);
            save.mutate({ body: { theme } });
          },
        })),
        {
          id: 'leave',
          label: t('signOut'),
          icon: <IconLogout {...icon} className="sj-flip" />,
          divided: true,
          onClick: leave,
        },
      ]}
    >
      <span aria-hidden>{initials(account.name)}</span>
      <span className="sj-hidden">{t('me', { name: account.name })}</span>
    </MenuButton>
  );
}
