import { useMemo, useState } from 'react';
import { localeTag } from '#platform/i18n/language.ts';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { calendarOf, type DateParts, monthNames, partsOf, storedFromParts } from '../engine/calendars.ts';
import { localDateTime, localTime, storedDateTime, storedTime } from '../engine/dates.ts';
import { useForm } from '../engine/form-context.tsx';
import { typedNumber } from '../engine/numbers.ts';
import classes from './control.module.css';
import { type ControlProps, fieldProps, groupProps } from './props.ts';

interface PickerProps extends ControlProps {
  readonly type: 'date' | 'time' | 'datetime-local';
  readonly shown: (stored: string) => string;
  readonly stored: (shown: string) => string;
}

/** The pickers of the device: people know them, and they work offline and by keyboard. */
function Picker({ type, shown, stored, ...props }: PickerProps) {
  const { node } = props;
  const form = useForm();
  return (
    <input
      {...fieldProps(props)}
      className={classes.field}
      data-short
      type={type}
      data-focus
      value={shown(node.value)}
      onChange={(event) => form.set(node.id, stored(event.currentTarget.value))}
    />
  );
}

const dayOf = (stored: string): string => /^\d{4}-\d\d-\d\d/.exec(stored)?.[0] ?? '';

export const DateControl = (props: ControlProps) => (
  <Picker {...props} type="date" shown={dayOf} stored={(day) => day} />
);

export const TimeControl = (props: ControlProps) => (
  <Picker {...props} type="time" shown={localTime} stored={(time) => storedTime(time, new Date())} />
);

export const DateTimeControl = (props: ControlProps) => (
  <Picker {...props} type="datetime-local" shown={localDateTime} stored={storedDateTime} />
);

/** Which parts of a day the form asks for. */
const asked = (appearance: readonly string[]): readonly ('day' | 'month' | 'year')[] => {
  if (appearance.includes('year')) return ['year'];
  return appearance.includes('month-year') ? ['month', 'year'] : ['day', 'month', 'year'];
};

/**
 * A day by its parts, in the calendar that the form names: a year, a month and a year, or all three. Half an answer
 * stays on screen and is no answer yet.
 */
export function DatePartsControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const language = useLanguage();
  const format = useFormat();
  const form = useForm();
  const calendar = calendarOf(node.appearance);
  const parts = asked(node.appearance);
  const stored = useMemo(() => partsOf(node.value, calendar), [node.value, calendar]);
  const months = useMemo(() => monthNames(localeTag(language), calendar), [language, calendar]);
  const [typed, setTyped] = useState(stored);
  const shown = node.value === '' ? typed : stored;
  const change = (part: Partial<DateParts>) => {
    const next = { ...shown, ...part };
    setTyped(next);
    const first = {
      day: parts.includes('day') ? next.day : '1',
      month: parts.includes('month') ? next.month : '1',
    };
    form.set(node.id, storedFromParts({ ...first, year: next.year }, calendar));
  };
  const shared = { disabled: props.locked, 'aria-invalid': props.invalid || undefined };
  const number = (part: 'day' | 'year', longest: number) => (
    <label className={classes.part}>
      <span>{t(`date.${part}`)}</span>
      <input
        {...shared}
        className={classes.field}
        type="text"
        inputMode="numeric"
        maxLength={longest}
        dir="ltr"
        autoComplete="off"
        value={shown[part]}
        onChange={(event) => change({ [part]: typedNumber(event.currentTarget.value) })}
      />
    </label>
  );
  return (
    <div {...groupProps(props)}>
      <div className={classes.row} data-date>
        {parts.includes('day') && number('day', 2)}
        {parts.includes('month') && (
          <label className={classes.part} data-wide>
            <span>{t('date.month')}</span>
            <select
              {...shared}
              className={classes.field}
              value={shown.month}
              onChange={(event) => change({ month: event.currentTarget.value })}
            >
              <option value="" />
              {months.map((name, index) => (
                <option key={name} value={String(index + 1)}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {number('year', 4)}
      </div>
      {calendar !== 'gregory' && node.value !== '' && (
        <output className={classes.under}>{t('date.gregorian', { date: format.date(node.value) })}</output>
      )}
    </div>
  );
}
