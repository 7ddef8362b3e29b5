import { IconStar, IconStarFilled } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { languageOf } from '../engine/language.ts';
import classes from './control.module.css';
import { useTyping } from './number-control.tsx';
import { type ControlProps, fieldProps, groupProps } from './props.ts';
import ticked from './range.module.css';
import { endsOf, placeholderOf, type Range, rangeOf, rangeSteps, type Tick, ticksOf } from './range-steps.ts';

/** A slider for the thumb and a field for those who know the number. Untouched, it is no answer. */
export function RangeControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const format = useFormat();
  const form = useForm();
  const range = rangeOf(node.attributes);
  const { start, end, step, decimals } = range;
  const { direction } = languageOf(useStore(form.language));
  const typing = useTyping(props);
  const empty = node.value === '';
  const labels = new Map(node.choices().map(({ value, text }) => [Number(value), text]));
  const take = (value: string) => form.set(node.id, Number(value).toFixed(decimals));
  const show = (value: number) => format.number(value, { maximumFractionDigits: decimals });
  const said = labels.get(Number(node.value));
  const vertical = node.appearance.includes('vertical');
  const ticks = node.appearance.includes('no-ticks') ? [] : ticksOf(range, labels);
  return (
    <div className={classes.range} {...groupProps(props)} data-empty={empty || undefined}>
      <div className={vertical ? ticked.upright : ticked.level}>
        <input
          type="range"
          className={vertical ? ticked.uprightSlider : `${classes.slider} ${ticked.slider}`}
          data-down={end < start ? direction : undefined}
          aria-labelledby={props.labelId}
          aria-describedby={props.describedBy}
          aria-orientation={vertical ? 'vertical' : undefined}
          aria-valuetext={empty ? t('range.empty') : said}
          min={Math.min(start, end)}
          max={Math.max(start, end)}
          step={step}
          value={empty ? placeholderOf(node.attributes, start) : node.value}
          disabled={props.locked}
          onChange={(event) => take(event.currentTarget.value)}
          // A tap on where the thumb rests changes nothing in the browser's eyes; it is an answer all the same.
          onClick={(event) => empty && take(event.currentTarget.value)}
        />
        <Ticks
          ticks={ticks}
          range={range}
          vertical={vertical}
          show={(value) => labels.get(value) ?? show(value)}
        />
      </div>
      <div className={classes.row}>
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
        {said && !empty && (
          <output className={classes.under} dir="auto">
            {said}
          </output>
        )}
      </div>
      {!empty && !node.required && !props.locked && (
        <button type="button" className={classes.link} onClick={() => form.set(node.id, '')}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}

interface TicksProps {
  ticks: readonly Tick[];
  range: Range;
  vertical: boolean;
  show: (value: number) => string;
}

/** Marks beside the slider; those with words where there is room for them. The slider says its value itself. */
function Ticks({ ticks, range, vertical, show }: TicksProps) {
  const worded = ticks.filter((tick) => tick.worded).length;
  return (
    <div
      className={vertical ? ticked.uprightTicks : ticked.ticks}
      style={{ '--words': Math.max(1, worded - 1) } as CSSProperties}
      aria-hidden
    >
      {(ticks.length > 0 ? ticks : endsOf(range)).map((tick) => (
        <span
          key={tick.value}
          className={vertical ? ticked.uprightTick : ticked.tick}
          style={{ '--at': tick.at } as CSSProperties}
        >
          {tick.worded && (
            <span className={vertical ? ticked.uprightWord : ticked.word} data-edge={edgeOf(tick.at)}>
              <bdi>{show(tick.value)}</bdi>
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

const edgeOf = (at: number): string | undefined => (at === 0 ? 'start' : at === 1 ? 'end' : undefined);

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
