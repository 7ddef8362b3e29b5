import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { typedNumber } from '../engine/numbers.ts';
import { nameOfNode } from '../label/names.ts';
import classes from './control.module.css';
import { type ControlProps, fieldProps } from './props.ts';

/** A number as people type it: own digits, decimal comma, groups; kept in plain digits. */
export function NumberControl(props: ControlProps) {
  const { node } = props;
  const format = useFormat();
  const typing = useTyping(props);
  const counter = node.appearance.includes('counter');
  const grouped = node.appearance.includes('thousands-sep') && Math.abs(Number(node.value)) >= 1000;
  const input = (
    <input
      {...fieldProps(props)}
      className={classes.field}
      data-number
      dir="ltr"
      type="text"
      inputMode={node.valueType === 'int' ? 'numeric' : 'decimal'}
      data-focus
      {...typing}
    />
  );
  return (
    <>
      {counter && !props.locked ? <Counter {...props} input={input} /> : input}
      {grouped && (
        <output className={classes.under}>
          {format.number(Number(node.value), { maximumFractionDigits: 10 })}
        </output>
      )}
    </>
  );
}

/** The field shows what was typed while it is the same number; a value from elsewhere replaces it. */
export function useTyping({ node }: ControlProps) {
  const form = useForm();
  const [typed, setTyped] = useState(node.value);
  return {
    value: typedNumber(typed) === node.value ? typed : node.value,
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const text = event.currentTarget.value;
      setTyped(text);
      form.set(node.id, typedNumber(text));
    },
  };
}

function Counter(props: ControlProps & { input: React.ReactNode }) {
  const t = useT(fillMessages);
  const form = useForm();
  const { node } = props;
  const name = nameOfNode(node);
  const step = (by: number) => form.set(node.id, String((Number.parseInt(node.value, 10) || 0) + by));
  return (
    <div className={classes.row}>
      <button
        type="button"
        className={classes.icon}
        aria-label={t('less', { name })}
        onClick={() => step(-1)}
      >
        <IconMinus size={22} aria-hidden />
      </button>
      {props.input}
      <button type="button" className={classes.icon} aria-label={t('more', { name })} onClick={() => step(1)}>
        <IconPlus size={22} aria-hidden />
      </button>
    </div>
  );
}
