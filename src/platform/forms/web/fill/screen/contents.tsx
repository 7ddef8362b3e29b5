import type { FormNode } from '@sojourn/form-engine';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { type CSSProperties, useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm, useSettledVersion } from '../engine/form-context.tsx';
import { isQuestion, questionsIn, type Section, sectionsOf } from '../engine/pages.ts';
import { nameOfNode, nameOfRange, plain } from '../label/names.ts';
import classes from './contents.module.css';

interface Props {
  /** With every question, to jump to; without, the sections only. */
  questions: boolean;
  onJump: (id: string) => void;
}

/** The form at a glance: sections, what is answered and what is wrong, each a way there. */
export function Contents({ questions, onJump }: Props) {
  const t = useT(fillMessages);
  const form = useForm();
  const version = useSettledVersion();
  useStore(form.language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for whatever may have changed
  const sections = useMemo(
    () => sectionsOf(form.session.root, questions ? { questions } : { questions, deepest: 1 }),
    [form, version, questions],
  );
  return (
    <ul className={classes.list}>
      {sections.map((section) => (
        <li key={section.node.id} style={{ '--depth': Math.min(section.depth, 4) } as CSSProperties}>
          <button
            type="button"
            className={classes.entry}
            data-heading={isQuestion(section.node) ? undefined : true}
            onClick={() => onJump(section.node.id)}
          >
            <span className={classes.name} dir="auto">
              {titleOf(section, (position, name) => t('repeat.title', { position, name }))}
            </span>
            <Mark node={section.node} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function titleOf({ node }: Section, instance: (position: number, name: string) => string): string {
  if (node.kind === 'repeat-instance' && node.parent)
    return instance(node.position, nameOfRange(node.parent));
  if (node.kind === 'repeat-range') return nameOfRange(node);
  return plain(node.label()) || nameOfNode(node);
}

/** Answered, or faulty as far as that was shown already. */
function Mark({ node }: { node: FormNode }) {
  const t = useT(fillMessages);
  const { reveal } = useForm();
  const inside = questionsIn(node);
  const faults = inside.filter(({ id, errors }) => reveal.has(id) && errors.length > 0).length;
  if (faults > 0) {
    return (
      <span className={classes.bad}>
        <IconAlertCircle size={18} aria-hidden />
        <span className="sj-hidden">{t('contents.faults', { count: faults })}</span>
      </span>
    );
  }
  const asked = inside.filter(({ kind }) => kind === 'question');
  if (asked.length === 0 || asked.some(({ value }) => value === '')) return null;
  return (
    <span className={classes.good}>
      <IconCheck size={18} aria-hidden />
      <span className="sj-hidden">{t('contents.answered')}</span>
    </span>
  );
}
