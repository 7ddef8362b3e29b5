import type { FormNode } from '@sojourn/form-engine';
import { domId, useForm, useVersion } from '../engine/form-context.tsx';
import { Markup } from '../label/markup.tsx';
import { Media } from '../label/media.tsx';
import { Hints } from '../label/texts.tsx';
import classes from './form.module.css';
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
const Children = ({ node, level }: { node: FormNode; level: number }) =>
  node.children.map((child) => <NodeView key={child.id} node={child} level={level} />);

function Group({ node, level }: { node: FormNode; level: number }) {
  const form = useForm();
  useVersion(node.id);
  if (!node.relevant) return null;
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
      <Children node={node} level={level + 1} />
    </section>
  );
}
