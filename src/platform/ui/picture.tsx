import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './picture.module.css';

/** A picture and the table of the same values, one at a time, under one title. */
export function Picture(props: {
  title: string;
  pictureLabel: string;
  tableLabel: string;
  note?: string;
  picture: ReactNode;
  table: ReactNode;
}) {
  const [shown, setShown] = useState<'picture' | 'table'>('picture');
  return (
    <figure className={`sj-surface ${classes.frame}`} aria-label={props.title}>
      <figcaption className={classes.head}>
        <span className={classes.title}>{props.title}</span>
        <SegmentedControl
          size="xs"
          aria-label={props.title}
          value={shown}
          onChange={(value) => setShown(value as 'picture' | 'table')}
          data={[
            { value: 'picture', label: props.pictureLabel },
            { value: 'table', label: props.tableLabel },
          ]}
        />
      </figcaption>
      {shown === 'picture' ? props.picture : <div className={classes.table}>{props.table}</div>}
      {props.note && shown === 'picture' && <p className={classes.note}>{props.note}</p>}
    </figure>
  );
}
