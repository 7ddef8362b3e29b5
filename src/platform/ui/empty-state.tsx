import { Group, Title } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './parts.module.css';
import type { IconType } from './slice.ts';

/** Says what a place is for and offers the first step. */
export function EmptyState(props: {
  icon?: IconType;
  title: string;
  /** The state is the whole screen: its title is the h1. */
  screen?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const Icon = props.icon ?? IconInbox;
  return (
    <div className={classes.empty}>
      <Icon size={56} stroke={1.5} className={classes.emptyIcon} aria-hidden />
      <Title order={props.screen ? 1 : 2} size="h2">
        {props.title}
      </Title>
      {props.children && <p className={classes.emptyText}>{props.children}</p>}
      {props.actions && <Group justify="center">{props.actions}</Group>}
    </div>
  );
}
