import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** The box behind a ReasonPopover; opens as it arrives. */
export function OpenReason(props: { label: string; button: ReactNode; children: ReactNode }) {
  return (
    <Popover defaultOpened width={340} position="bottom" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.reason} aria-label={props.label}>
          {props.button}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={props.label} className={classes.reasonBox}>
        {props.children}
      </Popover.Dropdown>
    </Popover>
  );
}
