import { createElement, type ReactNode } from 'react';
import classes from './form.module.css';

/** The heading of a group or instance, as deep as it stands; takes the focus of a jump. */
export const Heading = (props: { level: number; id: string; children: ReactNode }) =>
  createElement(
    `h${Math.min(6, props.level)}`,
    { id: props.id, className: classes.heading, dir: 'auto', tabIndex: -1 },
    props.children,
  );
