import { useState } from 'react';
import { localeTag } from '#platform/i18n/language.ts';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import {
  datePartsOf,
  localDateTime,
  localTime,
  storedDateTime,
  storedParts,
  storedTime,
} from '../engine/dates.ts';
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

const months = (language: Parameters<typeof localeTag>[0]): string[] => {
  const format = new Intl.DateTimeFormat(localeTag(language), { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
};

/** A year, or a month and a year. Half an answer stays on screen and is no answer yet. */
export function DatePartsControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const language = useLanguage();
  const form = useForm();
  const yearOnly = node.appearance.includes('year');
  const stored = datePartsOf(node.value);
  const [typed, setTyped] = useState(stored);
  const { year, month } = node.value === '' ? typed : stored;
  const change = (next: { year: string; month: string }) => {
    setTyped(next);
    form.set(node.id, storedParts(next.year, yearOnly ? '1' : next.month));
  };
  return (
    <div className={classes.row} {...groupProps(props)}>
      {!yearOnly && (
        <label className={classes.part}>
          <span>{t('date.month')}</span>
          <select
            className={classes.field}
            value={month}
            disabled={props.locked}
            aria-invalid={props.invalid || undefined}
            onChange={(event) => change({ year, month: event.currentTarget.value })}
          >
            <option value="" />
            {months(language).map((name, index) => (
              <option key={name} value={String(index + 1)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={classes.part}>
        <span>{t('date.year')}</span>
        <input
          className={classes.field}
          type="text"
          inputMode="numeric"
          maxLength={4}
          dir="ltr"
          value={year}
          disabled={props.locked}
          aria-invalid={props.invalid || undefined}
          onChange={(event) => change({ year: typedNumber(event.currentTarget.value), month })}
        />
      </label>
    </div>
  );
}
