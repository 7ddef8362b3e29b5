import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useOpenAtOnce } from './focus-back.ts';
import type { MenuButtonProps } from './menu-props.ts';
import classes from './parts.module.css';

/** The menu behind a MenuButton; opens as it arrives. */
export function OpenMenu(props: MenuButtonProps) {
  const { button, box } = useOpenAtOnce();
  return (
    <Menu {...box} withinPortal={false} position={props.position ?? 'bottom-end'} width={props.width ?? 220}>
      <Menu.Target>
        <button
          ref={button}
          type="button"
          className={props.className}
          aria-label={props.wordless ? props.label : undefined}
        >
          {props.children}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={props.label} className={classes.menu}>
        {props.entries.map((entry) => (
          <Fragment key={entry.id}>
            {entry.divided && <Menu.Divider />}
            <Menu.Item
              lang={entry.lang}
              aria-haspopup={entry.opens}
              leftSection={entry.icon}
              rightSection={entry.chosen ? <IconCheck size={16} aria-hidden /> : null}
              closeMenuOnClick={!entry.stays}
              onClick={entry.onClick}
            >
              {entry.label}
              {entry.note && <span className={classes.menuNote}>{entry.note}</span>}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
