import { Drawer } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useFocusBack } from '#platform/ui/focus-back.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './rail.module.css';
import type { Place } from './use-navigation.ts';

/** The places that did not fit into the bottom bar. */
export function MoreSheet(props: {
  places: readonly Place[];
  current: string | undefined;
  onClose: () => void;
}) {
  const t = useT(webMessages);
  useFocusBack();
  return (
    <Drawer.Root opened onClose={props.onClose} position="bottom" size="auto">
      <Drawer.Overlay backgroundOpacity={0.45} />
      <Drawer.Content classNames={{ content: classes.sheetBox! }}>
        <Drawer.Header role="presentation">
          <Drawer.Title>{t('menu')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('close')} />
        </Drawer.Header>
        <Drawer.Body>
          <ul className={classes.sheet}>
            {props.places.map(({ id, label, icon: Icon, path }) => (
              <li key={id}>
                <AppLink
                  to={path}
                  className={classes.railLink}
                  aria-current={props.current === id ? 'page' : undefined}
                  onClick={props.onClose}
                >
                  <Icon size={22} stroke={1.7} aria-hidden />
                  <span>{label}</span>
                </AppLink>
              </li>
            ))}
          </ul>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
