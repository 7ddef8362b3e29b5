import { createElement, type ReactNode, useEffect, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { ChoicesControl } from './choices-control.tsx';
import classes from './control.module.css';
import { type Drawn, readDrawing } from './image-map.ts';
import type { ControlProps } from './props.ts';

/** A drawing whose parts are tapped. The list below it says the same for the keyboard, the ear and small parts. */
export function ImageMapControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const drawing = useDrawing(node.label()?.image);
  const many = node.control === 'select';
  const chosen = many ? node.value.split(/\s+/).filter(Boolean) : [node.value];
  const values = new Set(node.choices().map(({ value }) => value));
  const choose = (value: string) => {
    if (props.locked) return;
    if (!many) form.set(node.id, value);
    else if (chosen.includes(value)) form.set(node.id, chosen.filter((one) => one !== value).join(' '));
    else form.set(node.id, [...chosen, value].join(' '));
  };
  return (
    <div className={classes.stack}>
      {drawing === 'missing' && <p className={classes.quiet}>{t('limit.drawing')}</p>}
      {drawing && drawing !== 'missing' && (
        <Part
          drawn={drawing}
          part={(id) => (values.has(id) ? { on: chosen.includes(id), choose: () => choose(id) } : undefined)}
        />
      )}
      <div className={classes.whole}>
        <ChoicesControl {...props} />
      </div>
    </div>
  );
}

type PartOf = (id: string) => { on: boolean; choose: () => void } | undefined;

function Part({ drawn, part }: { drawn: Drawn; part: PartOf }): ReactNode {
  const { id = '', ...attributes } = drawn.attributes;
  const own = part(id);
  const top = drawn.tag === 'svg';
  return createElement(
    drawn.tag,
    {
      ...attributes,
      ...(top ? { className: classes.drawing, 'aria-hidden': true } : {}),
      ...(own ? { 'data-part': id, 'data-on': own.on || undefined, onClick: own.choose } : {}),
    },
    drawn.text || drawn.children.map((child, index) => <Part key={keyOf(index)} drawn={child} part={part} />),
  );
}

/** Parts of a drawing have no identity but their place. */
const keyOf = (index: number): string => `part${index}`;

function useDrawing(uri: string | undefined): Drawn | 'missing' | undefined {
  const { mediaBlob } = useForm();
  const [drawing, setDrawing] = useState<Drawn | 'missing' | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    const file = uri ? mediaBlob(uri) : undefined;
    if (!file) return setDrawing('missing');
    void file.text().then((text) => {
      if (!gone) setDrawing(readDrawing(text) ?? 'missing');
    });
    return () => {
      gone = true;
    };
  }, [uri, mediaBlob]);
  return drawing;
}
