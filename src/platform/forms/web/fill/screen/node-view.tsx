import type { FormNode } from '@sojourn/form-engine';
import type { CSSProperties } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { domId, useForm, useVersion } from '../engine/form-context.tsx';
import { limitOf } from '../engine/limits.ts';
import { Markup } from '../label/markup.tsx';
import { Media } from '../label/media.tsx';
import { Hints } from '../label/texts.tsx';
import classes from './form.module.css';
import grid from './grid.module.css';
import { Heading } from './heading.tsx';
import { Question } from './question.tsx';
import { RepeatView } from './repeat.tsx';

/** Anything of a form, with everything inside it. */
export function NodeView({ node, level }: { node: FormNode; level: number }) {
  if (node.kind === 'question' || node.kind === 'note') return <Question node={node} />;
  if (node.kind === 'repeat-range') {
    return (
      <RepeatView
        range={node}
        level={level}
        inside={(instance, below) => <Children node={instance} level={below} />}
      />
    );
  }
  return <Group node={node} level={level} />;
}

/** What stands inside a group or an instance. */
function Children({ node, level }: { node: FormNode; level: number }) {
  const { definition } = useForm();
  const views = node.children.map((child) => <NodeView key={child.id} node={child} level={level} />);
  if (!definition.bodyClasses.includes('theme-grid')) return views;
  // Style `theme-grid`: questions side by side as on a paper form, each as wide as its `w` says.
  const columns = widthOf(node) ?? COLUMNS;
  return (
    <div className={grid.grid} style={{ '--columns': columns } as CSSProperties}>
      {views.map((view, index) => (
        <div
          key={view.key}
          className={grid.cell}
          style={{ '--width': Math.min(columns, widthOf(node.children[index]!) ?? columns) } as CSSProperties}
        >
          {view}
        </div>
      ))}
    </div>
  );
}

/** Columns of a group that says nothing. */
const COLUMNS = 4;

function widthOf({ appearance }: FormNode): number | undefined {
  const width = Number(appearance.map((name) => /^w(\d{1,2})$/.exec(name)?.[1]).find(Boolean));
  return width > 0 ? width : undefined;
}

function Group({ node, level }: { node: FormNode; level: number }) {
  const t = useT(fillMessages);
  const form = useForm();
  useVersion(node.id);
  if (!node.relevant) return null;
  const limit = limitOf(node);
  const label = node.label();
  if (!label?.text) return <Children node={node} level={level} />;
  const id = domId(form, node.id);
  return (
    <section id={id} className={classes.group} data-level={level} aria-labelledby={`${id}:label`}>
      <Heading level={level} id={`${id}:label`}>
        <Markup label={label} inline />
      </Heading>
      <Media label={label} />
      <Hints node={node} id={`${id}:hint`} />
      {limit && <p className={classes.quiet}>{t(limit)}</p>}
      <Children node={node} level={level + 1} />
    </section>
  );
}
