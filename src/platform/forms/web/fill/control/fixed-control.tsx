import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { shownAnswer } from '../label/names.ts';
import classes from './control.module.css';
import type { ControlProps } from './props.ts';

/** An answer that is there to be read: computed, or locked by the form. */
export function FixedControl(props: ControlProps) {
  const t = useT(fillMessages);
  const format = useFormat();
  const { node } = props;
  const text = () => {
    if (node.valueType === 'date') return format.date(node.value);
    if (node.valueType === 'dateTime') return format.dateTime(node.value);
    return shownAnswer(node);
  };
  return (
    <output id={props.id} aria-labelledby={props.labelId} className={classes.fixed} dir="auto">
      {node.value === '' ? <span className={classes.quiet}>{t('fixed.empty')}</span> : text()}
    </output>
  );
}
