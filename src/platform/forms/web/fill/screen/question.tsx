import type { FormNode, NodeError } from '@sojourn/form-engine';
import { IconInfoCircle } from '@tabler/icons-react';
import { type ComponentType, type FocusEvent, Suspense } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { useStore } from '#platform/ui/store.ts';
import { type FillKey, fillMessages } from '../../../messages/fill/catalogue.ts';
import { BarcodeControl } from '../control/barcode-control.tsx';
import { ChoicesControl } from '../control/choices-control.tsx';
import { DateControl, DatePartsControl, DateTimeControl, TimeControl } from '../control/date-control.tsx';
import { DrawingControl } from '../control/drawing-control.tsx';
import { FileControl } from '../control/file-control.tsx';
import { FixedControl } from '../control/fixed-control.tsx';
import { NumberControl } from '../control/number-control.tsx';
import type { ControlProps } from '../control/props.ts';
import { RangeControl, RatingControl } from '../control/range-control.tsx';
import { RankControl } from '../control/rank-control.tsx';
import { SearchControl } from '../control/search-control.tsx';
import { TextControl } from '../control/text-control.tsx';
import { TriggerControl } from '../control/trigger-control.tsx';
import { type ControlName, controlFor, isField } from '../engine/choose.ts';
import { domId, useForm, useRevealed, useVersion } from '../engine/form-context.tsx';
import { limitOf } from '../engine/limits.ts';
import { Markup } from '../label/markup.tsx';
import { Media } from '../label/media.tsx';
import { Hints, QuestionText } from '../label/texts.tsx';
import classes from './question.module.css';

const PointControl = lazyPart(() =>
  import('../geo/point-control.tsx').then((m) => ({ default: m.PointControl })),
);
const ChoiceMapControl = lazyPart(() =>
  import('../geo/choice-map-control.tsx').then((m) => ({ default: m.ChoiceMapControl })),
);
const ImageMapControl = lazyPart(() =>
  import('../control/image-map-control.tsx').then((m) => ({ default: m.ImageMapControl })),
);
const PointsControl = lazyPart(() =>
  import('../geo/points-control.tsx').then((m) => ({ default: m.PointsControl })),
);

const controls: Record<Exclude<ControlName, 'note'>, ComponentType<ControlProps>> = {
  text: TextControl,
  number: NumberControl,
  date: DateControl,
  'date-parts': DatePartsControl,
  time: TimeControl,
  'date-time': DateTimeControl,
  choices: ChoicesControl,
  search: SearchControl,
  rank: RankControl,
  range: RangeControl,
  rating: RatingControl,
  trigger: TriggerControl,
  point: PointControl,
  points: PointsControl,
  file: FileControl,
  drawing: DrawingControl,
  barcode: BarcodeControl,
  'image-map': ImageMapControl,
  'choice-map': ChoiceMapControl,
  'app-list': FixedControl,
  fixed: FixedControl,
};

/** One question with its words, help, control and what is wrong with the answer. */
export function Question({ node }: { node: FormNode }) {
  const t = useT(fillMessages);
  const form = useForm();
  useVersion(node.id);
  const faults = useFaults(node);
  if (!node.relevant) return null;
  const name = controlFor(node);
  if (name === 'note') return <Note node={node} />;
  const id = domId(form, node.id);
  const ids = {
    field: `${id}:field`,
    label: `${id}:label`,
    hint: `${id}:hint`,
    limit: `${id}:limit`,
    fault: `${id}:fault`,
  };
  const Control = controls[name];
  const label = node.label();
  const limit = limitOf(node);
  const described = [node.hint()?.text && ids.hint, limit && ids.limit, faults.length > 0 && ids.fault]
    .filter(Boolean)
    .join(' ');
  const text = <QuestionText node={node} label={label} />;
  const reveal = (event: FocusEvent<HTMLElement>) => {
    if (node.value !== '' && !event.currentTarget.contains(event.relatedTarget)) form.reveal.show([node.id]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: notices only that the keyboard left the question
    <div
      id={id}
      className={classes.question}
      data-question={node.ref}
      data-invalid={faults.length > 0 || undefined}
      data-table={node.appearance.some((one) => one === 'label' || one === 'list-nolabel') || undefined}
      onBlur={reveal}
    >
      <div className={classes.words}>
        {isField(name) ? (
          <label id={ids.label} htmlFor={ids.field}>
            {text}
          </label>
        ) : (
          <div id={ids.label}>{text}</div>
        )}
        {label && <Media label={name === 'image-map' ? { ...label, image: '' } : label} />}
        <Hints node={node} id={ids.hint} />
        {limit && (
          <p id={ids.limit} className={classes.limit}>
            <IconInfoCircle size={18} aria-hidden /> <span>{t(limit)}</span>
          </p>
        )}
      </div>
      <div className={classes.control}>
        <Suspense fallback={<div className={classes.waiting} aria-busy="true" />}>
          <Control
            node={node}
            id={ids.field}
            labelId={ids.label}
            describedBy={described || undefined}
            invalid={faults.length > 0}
            locked={node.readonly}
          />
        </Suspense>
        <div id={ids.fault} className={classes.fault}>
          {faults.map((fault) => (
            <p key={fault} dir="auto">
              {fault}
            </p>
          ))}
        </div>
      </div>
    </div>
  );
}

function Note({ node }: { node: FormNode }) {
  const form = useForm();
  const label = node.label();
  return (
    <div id={domId(form, node.id)} className={classes.note} data-question={node.ref} tabIndex={-1}>
      {label?.text && (
        <div className={classes.noteText} dir="auto">
          <Markup label={label} />
        </div>
      )}
      {label && <Media label={label} />}
      <Hints node={node} id={`${domId(form, node.id)}:hint`} />
    </div>
  );
}

/** Sentences about an answer: what the form says against it once it is shown, and what the server said. */
function useFaults(node: FormNode): readonly string[] {
  const t = useT(fillMessages);
  const form = useForm();
  const shown = useRevealed(node.id);
  const refusal = useStore(form.refusals).get(node.id);
  const own = shown ? node.errors.map((error) => faultText(t, node, error)) : [];
  return refusal ? [...own, refusal] : own;
}

/** The form's own sentence, else one of ours that says how to mend it. */
export function faultText(t: (key: FillKey) => string, node: FormNode | undefined, error: NodeError): string {
  if (error.message) return error.message;
  if (error.kind !== 'type') return t(`fault.${error.kind}`);
  switch (node?.valueType) {
    case 'int':
      return t('fault.int');
    case 'decimal':
      return t('fault.decimal');
    case 'geotrace':
      return t('fault.geotrace');
    case 'geoshape':
      return t('fault.geoshape');
    default:
      return t('fault.type');
  }
}
