import type { Choice } from '@sojourn/form-engine';
import { type CSSProperties, type MouseEvent, useRef } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { Markup } from '../label/markup.tsx';
import { Media } from '../label/media.tsx';
import classes from './choices.module.css';
import { type ControlProps, groupProps, useAdvance } from './props.ts';

type Shape = 'list' | 'columns' | 'wrap' | 'likert' | 'row';

function shapeOf(appearance: readonly string[]): { shape: Shape; columns: number } {
  const has = (pattern: RegExp) => appearance.find((name) => pattern.test(name));
  const counted = Number(/(\d+)$/.exec(has(/^(columns|compact|w)-\d+$/) ?? '')?.[1] ?? 0);
  if (has(/^likert$/)) return { shape: 'likert', columns: 0 };
  if (has(/^(label|list|list-nolabel)$/)) return { shape: 'row', columns: 0 };
  if (counted > 0 && has(/^(columns|compact)-/)) return { shape: 'columns', columns: Math.min(counted, 8) };
  if (has(/^columns-pack$|^(quick)?compact$|^horizontal-compact$/)) return { shape: 'wrap', columns: 0 };
  if (has(/^columns$|^horizontal$/)) return { shape: 'columns', columns: 0 };
  return { shape: 'list', columns: 0 };
}

/** One or several of a short list: radio buttons or boxes with large targets, arranged as the form wishes. */
export function ChoicesControl(props: ControlProps) {
  const { node, id, invalid } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const advance = useAdvance();
  const latest = useRef(advance);
  // The answer may change which page comes next: the step is taken by what stands then.
  latest.current = advance;
  const many = node.control === 'select';
  const { shape, columns } = shapeOf(node.appearance);
  const chosen = many ? node.value.split(/\s+/).filter(Boolean) : [node.value];
  const choices = node.choices();
  const quick = !many && node.appearance.some((name) => /^quick/.test(name));
  const choose = (value: string) => {
    if (!many) form.set(node.id, value);
    else if (chosen.includes(value)) form.set(node.id, chosen.filter((one) => one !== value).join(' '));
    else form.set(node.id, [...chosen, value].join(' '));
  };
  // Arrow keys click radio buttons too, without a pointer: those must not turn the page.
  const onClick = (event: MouseEvent) => {
    if (quick && advance && event.detail > 0) window.setTimeout(() => latest.current?.(), 250);
  };
  if (choices.length === 0) return <p className={classes.none}>{t('choice.none')}</p>;
  if (node.appearance.includes('label')) return <Heads choices={choices} />;
  const role = many
    ? groupProps(props)
    : { ...groupProps(props), role: 'radiogroup', 'aria-required': node.required, 'aria-invalid': invalid };
  return (
    <div>
      <div
        {...role}
        className={classes.choices}
        data-shape={shape}
        data-bare={node.appearance.includes('no-buttons') || undefined}
        style={columns ? ({ '--columns': columns } as CSSProperties) : undefined}
      >
        {choices.map((choice) => (
          <label key={choice.value} className={classes.choice}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={id}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              disabled={props.locked}
              onChange={() => choose(choice.value)}
              onClick={onClick}
            />
            <ChoiceText choice={choice} hidden={node.appearance.includes('list-nolabel')} />
          </label>
        ))}
      </div>
      {!many && node.value !== '' && !node.required && !props.locked && (
        <button type="button" className={classes.clear} onClick={() => form.set(node.id, '')}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}

const ChoiceText = ({ choice, hidden }: { choice: Choice; hidden: boolean }) => (
  <span className={hidden ? 'sj-hidden' : classes.text} dir="auto">
    <Media label={choice.label} />
    {choice.label.text ? <Markup label={choice.label} inline /> : !choice.label.image && choice.text}
  </span>
);

/** The row of words above a table of questions with the same choices; each cell below carries its words hidden. */
const Heads = ({ choices }: { choices: readonly Choice[] }) => (
  <div className={classes.choices} data-shape="row" data-heads aria-hidden>
    {choices.map((choice) => (
      <span key={choice.value} className={classes.choice}>
        <ChoiceText choice={choice} hidden={false} />
      </span>
    ))}
  </div>
);
