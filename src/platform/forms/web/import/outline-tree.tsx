import { useT } from '#platform/i18n/web/use-t.tsx';
import type { Outline, OutlineNode } from '../../contract/shapes.ts';
import { directionIn, labelOf, textIn } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import own from './import.module.css';

/** More choices than these are counted instead of listed. */
const LISTED = 60;

/** The questions of a form in their order, groups and repeats as headings. */
export function OutlineTree(props: { outline: Outline; language: string; label: string }) {
  const { outline, language } = props;
  return (
    <ul
      className={own.outline}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {outline.nodes.map((node) => (
        <li
          key={node.path}
          data-node={node.node}
          style={{ '--depth': node.path.split('/').length - 1 } as React.CSSProperties}
        >
          <Label node={node} language={language} />
          <Kind node={node} />
          {node.list && <Choices outline={outline} list={node.list} language={language} />}
        </li>
      ))}
    </ul>
  );
}

function Label({ node, language }: { node: OutlineNode; language: string }) {
  const t = useT(formsMessages);
  return (
    <span dir={directionIn(language)}>
      {labelOf(node, language)}
      {node.required && (
        <span className={own.required}>
          <span aria-hidden>*</span>
          <span className="sj-hidden">{t('question.required')}</span>
        </span>
      )}
    </span>
  );
}

function Kind({ node }: { node: OutlineNode }) {
  const t = useT(formsMessages);
  const type = node.node === 'question' ? node.type : t(`question.${node.node}`);
  return (
    <span className={own.outlineType}>
      <span className={node.node === 'question' ? 'sj-code' : undefined}>{type}</span>
      {node.conditional && ` · ${t('question.conditional')}`}
    </span>
  );
}

function Choices({ outline, list, language }: { outline: Outline; list: string; language: string }) {
  const t = useT(formsMessages);
  const choices = outline.lists[list] ?? [];
  if (choices.length === 0) return null;
  return (
    <details className={own.choices}>
      <summary>{t('question.choices', { count: choices.length })}</summary>
      <ul>
        {choices.slice(0, LISTED).map((choice) => (
          <li key={choice.value}>
            {textIn(choice.label, language) || choice.value} <span className="sj-code">{choice.value}</span>
          </li>
        ))}
        {choices.length > LISTED && <li>{t('question.moreChoices', { count: choices.length - LISTED })}</li>}
      </ul>
    </details>
  );
}
