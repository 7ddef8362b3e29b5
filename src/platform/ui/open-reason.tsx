import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOpenAtOnce } from './focus-back.ts';
import classes from './parts.module.css';

/** The box behind a ReasonPopover; opens as it arrives. */
export function OpenReason(props: { label: string; button: ReactNode; children: ReactNode }) {
  const { button, box } = useOpenAtOnce();
  return (
    <Popover {...box} width={340} position="bottom" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button
          ref={button}
          type="button"
          className={classes.reason}
          aria-label={props.label}
          onClick={() => box.onChange(!box.opened)}
        >
          {props.button}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={props.label} className={classes.reasonBox}>
        {props.children}
      </Popover.Dropdown>
    </Popover>
  );
}
