import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { Markup } from '../label/markup.tsx';
import { plain } from '../label/names.ts';
import classes from './control.module.css';
import { type ControlProps, groupProps } from './props.ts';

/** Things put in order with buttons: they work for thumbs, keys and screen readers alike. */
export function RankControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const [said, setSaid] = useState('');
  const choices = node.choices();
  const byValue = new Map(choices.map((choice) => [choice.value, choice]));
  const ranked = node.value.split(/\s+/).filter((value) => byValue.has(value));
  const order = [...ranked, ...choices.map(({ value }) => value).filter((value) => !ranked.includes(value))];
  const keep = (next: readonly string[]) => form.set(node.id, next.join(' '));
  const move = (index: number, by: number) => {
    const next = [...order];
    const [value] = next.splice(index, 1) as [string];
    next.splice(index + by, 0, value);
    keep(next);
    const choice = byValue.get(value);
    setSaid(t('rank.moved', { name: choice ? plain(choice.label) || value : value, place: index + by + 1 }));
  };
  return (
    <div {...groupProps(props)}>
      <ol className={classes.rank} data-empty={node.value === '' || undefined}>
        {order.map((value, index) => {
          const choice = byValue.get(value)!;
          const name = plain(choice.label) || choice.text;
          return (
            <li key={value}>
              <span className={classes.place} aria-hidden>
                {index + 1}
              </span>
              <span className={classes.grow} dir="auto">
                <Markup label={choice.label} inline />
              </span>
              <button
                type="button"
                className={classes.icon}
                aria-label={t('rank.up', { name })}
                disabled={props.locked || index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={20} aria-hidden />
              </button>
              <button
                type="button"
                className={classes.icon}
                aria-label={t('rank.down', { name })}
                disabled={props.locked || index === order.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={20} aria-hidden />
              </button>
            </li>
          );
        })}
      </ol>
      <p className="sj-hidden" role="status">
        {said}
      </p>
      {!props.locked &&
        (node.value === '' ? (
          <button type="button" className={classes.button} onClick={() => keep(order)}>
            {t('rank.keep')}
          </button>
        ) : (
          !node.required && (
            <button type="button" className={classes.link} onClick={() => keep([])}>
              {t('clear')}
            </button>
          )
        ))}
    </div>
  );
}
