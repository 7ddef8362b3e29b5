import { Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';

/** Opens the reason of a score, a refusal or a number: its inputs, its rule, its source. */
export function ReasonPopover(props: { label?: string; text?: string; children: ReactNode }) {
  const t = useT(uiMessages);
  const label = props.label ?? t('reason.show');
  return (
    <Popover width={340} position="bottom" withArrow trapFocus>
      <Popover.Target>
        <button type="button" className={classes.reason} aria-label={label}>
          <IconInfoCircle size={17} stroke={1.8} aria-hidden />
          {props.text && <span>{props.text}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={classes.reasonBox}>
        {props.children}
      </Popover.Dropdown>
    </Popover>
  );
}
