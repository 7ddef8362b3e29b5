import type { FormNode, Label } from '@sojourn/form-engine';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import classes from './label.module.css';
import { Markup } from './markup.tsx';
import { Media } from './media.tsx';
import { isTableHead, nameOfNode } from './names.ts';

/** The words of a question with the mark of a required one. */
export function QuestionText({ node, label }: { node: FormNode; label: Label | undefined }) {
  const t = useT(fillMessages);
  return (
    <span className={classes.text} dir="auto">
      <span className={classes.lines}>
        {label?.text ? <Markup label={label} inline /> : isTableHead(node) ? '' : nameOfNode(node)}
      </span>
      {node.required && (
        <span className={classes.required}>
          <span aria-hidden> *</span>
          <span className="sj-hidden"> ({t('required')})</span>
        </span>
      )}
    </span>
  );
}

/** What helps to answer: the hint, and behind a fold what was written for those who are unsure. */
export function Hints({ node, id }: { node: FormNode; id: string }) {
  const t = useT(fillMessages);
  const hint = node.hint();
  const guidance = node.guidance();
  if (!hint?.text && !guidance?.text) return null;
  return (
    <div className={classes.hints}>
      {hint?.text && (
        <div id={id} className={classes.hint} dir="auto">
          <Markup label={hint} />
        </div>
      )}
      {hint && <Media label={hint} />}
      {guidance?.text && (
        <details className={classes.guidance}>
          <summary>{t('guidance')}</summary>
          <div dir="auto">
            <Markup label={guidance} />
          </div>
        </details>
      )}
    </div>
  );
}
