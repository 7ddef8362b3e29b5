import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './control.module.css';
import { useTyping } from './number-control.tsx';
import { type ControlProps, fieldProps, groupProps } from './props.ts';
import { rangeOf, rangeSteps } from './range-steps.ts';

/** A slider for the thumb and a field for those who know the number. Untouched, it is no answer. */
export function RangeControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const format = useFormat();
  const form = useForm();
  const { start, end, step, decimals } = rangeOf(node.attributes);
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  const typing = useTyping(props);
  const empty = node.value === '';
  const take = (value: string) => form.set(node.id, Number(value).toFixed(decimals));
  const show = (value: number) => format.number(value, { maximumFractionDigits: decimals });
  return (
    <div className={classes.range} {...groupProps(props)} data-empty={empty || undefined}>
      <input
        type="range"
        className={classes.slider}
        aria-labelledby={props.labelId}
        aria-describedby={props.describedBy}
        aria-valuetext={empty ? t('range.empty') : undefined}
        min={low}
        max={high}
        step={step}
        // Reversed bounds run the other way: the eye must find the start where the form put it.
        style={end < start ? { direction: 'rtl' } : undefined}
        value={empty ? low : node.value}
        disabled={props.locked}
        onChange={(event) => take(event.currentTarget.value)}
        // A tap on the very start changes nothing in the browser's eyes; it is an answer all the same.
        onClick={(event) => empty && take(event.currentTarget.value)}
      />
      <div className={classes.bounds}>
        <span>{show(start)}</span>
        <span>{show(end)}</span>
      </div>
      <input
        {...fieldProps(props)}
        aria-labelledby={props.labelId}
        className={classes.field}
        data-number
        dir="ltr"
        type="text"
        inputMode={decimals ? 'decimal' : 'numeric'}
        placeholder="–"
        {...typing}
      />
      {!empty && !node.required && !props.locked && (
        <button type="button" className={classes.link} onClick={() => form.set(node.id, '')}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}

/** Stars: a radio button each. */
export function RatingControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const values = rangeSteps(node.attributes).slice(0, 10);
  return (
    <div>
      <div
        className={classes.rating}
        role="radiogroup"
        aria-labelledby={props.labelId}
        aria-describedby={props.describedBy}
      >
        {values.map((value) => {
          const Icon = node.value !== '' && Number(value) <= Number(node.value) ? IconStarFilled : IconStar;
          return (
            <label key={value}>
              <input
                type="radio"
                className="sj-hidden"
                name={props.id}
                value={value}
                checked={node.value === value}
                disabled={props.locked}
                onChange={() => form.set(node.id, value)}
                aria-label={t('range.stars', { count: Number(value), all: values.length })}
              />
              <Icon size={32} stroke={1.6} aria-hidden />
            </label>
          );
        })}
      </div>
      {node.value !== '' && !node.required && !props.locked && (
        <button type="button" className={classes.link} onClick={() => form.set(node.id, '')}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}
