import type { FormNode } from '@sojourn/form-engine';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, Suspense, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { domId, focusNode, useForm, useVersion } from '../engine/form-context.tsx';
import { nameOfRange, summaryOf } from '../label/names.ts';
import classes from './form.module.css';
import { Heading } from './heading.tsx';

/** Draws what stands inside an instance; handed in, since an instance may hold repeats again. */
type Inside = (instance: FormNode, level: number) => ReactNode;

/** Everything of which there may be several, one under another, with a way to add one. */
export function RepeatView({ range, level, inside }: { range: FormNode; level: number; inside: Inside }) {
  const form = useForm();
  useVersion(range.id);
  if (!range.relevant) return null;
  const named = !range.parent?.label()?.text;
  const id = domId(form, range.id);
  return (
    <section id={id} className={classes.repeat} aria-label={nameOfRange(range)}>
      {named && (
        <Heading level={level} id={`${id}:label`}>
          {nameOfRange(range)}
        </Heading>
      )}
      {range.children.map((instance) => (
        <Instance
          key={instance.id}
          node={instance}
          range={range}
          level={named ? level + 1 : level}
          inside={inside}
        />
      ))}
      <AddButton range={range} onAdded={(added) => window.setTimeout(() => focusNode(form, added))} />
    </section>
  );
}

export function AddButton({ range, onAdded }: { range: FormNode; onAdded: (id: string) => void }) {
  const t = useT(fillMessages);
  const form = useForm();
  if (!range.canChange) return null;
  return (
    <button
      type="button"
      className={control.button}
      data-add={range.ref}
      onClick={() => {
        const added = form.add(range.id);
        if (added) onAdded(added);
      }}
    >
      <IconPlus size={20} aria-hidden /> {t('repeat.add', { name: nameOfRange(range) })}
    </button>
  );
}

function Instance(props: { node: FormNode; range: FormNode; level: number; inside: Inside }) {
  const { node, range, level, inside } = props;
  const t = useT(fillMessages);
  const form = useForm();
  useVersion(node.id);
  if (!node.relevant) return null;
  const id = domId(form, node.id);
  return (
    <section id={id} className={classes.instance} aria-labelledby={`${id}:label`}>
      <div className={classes.instanceHead}>
        <Heading level={level} id={`${id}:label`}>
          {t('repeat.title', { name: nameOfRange(range), position: node.position })}
        </Heading>
        <RemoveButton node={node} range={range} onRemoved={() => focusAdd(id)} />
      </div>
      {inside(node, level + 1)}
    </section>
  );
}

/** The instance and the button that took it away are gone: the keyboard goes on at what adds one. */
const focusAdd = (instanceId: string): void => {
  const section = document.getElementById(instanceId)?.parentElement;
  window.setTimeout(() => section?.querySelector<HTMLElement>(':scope > [data-add]')?.focus(), 50);
};

/** Takes an instance away, once the person said that it is meant. */
export function RemoveButton(props: { node: FormNode; range: FormNode; onRemoved: () => void }) {
  const t = useT(fillMessages);
  const form = useForm();
  const [asking, setAsking] = useState(false);
  const { node, range } = props;
  if (!range.canChange) return null;
  const title = t('repeat.title', { name: nameOfRange(range), position: node.position });
  return (
    <>
      <button
        type="button"
        className={control.icon}
        aria-label={t('repeat.remove', { name: title })}
        onClick={() => setAsking(true)}
      >
        <IconTrash size={20} aria-hidden />
      </button>
      {asking && (
        // Its words may still be on their way: the form must not make room for them.
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t('repeat.removeTitle', { name: title })}
            confirmLabel={t('remove')}
            tone="bad"
            onClose={() => setAsking(false)}
            onConfirm={() => {
              form.remove(node.id);
              props.onRemoved();
            }}
          >
            {t('repeat.removeText', { name: summaryOf(node) || title })}
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
