import { type Label, type MarkupBlock, type MarkupInline, parseMarkup } from '@sojourn/form-engine';
import { createElement, useMemo } from 'react';

/** The text of a label with its bold, links, lists and line breaks; never markup of its own. */
export function Markup({ label, inline }: { label: Label; inline?: boolean }) {
  const blocks = useMemo(() => parseMarkup(label), [label]);
  return blocks.map((block, index) => <Block key={keyOf(index)} block={block} inline={inline === true} />);
}

/** Parts of a text have no identity but their place. */
const keyOf = (index: number): string => `part${index}`;

/** Inside a `<label>` or a button only phrases may stand. */
function Block({ block, inline }: { block: MarkupBlock; inline: boolean }) {
  if (block.type === 'list') {
    if (inline) return block.items.map((item, index) => <Line key={keyOf(index)} parts={item} />);
    return createElement(
      block.ordered ? 'ol' : 'ul',
      null,
      block.items.map((item, index) => (
        <li key={keyOf(index)}>
          <Inlines parts={item} />
        </li>
      )),
    );
  }
  if (inline) return <Line parts={block.children} strong={block.type === 'heading'} />;
  // A heading of a label is large print: the headings of the page are those of its sections.
  return (
    <p data-level={block.type === 'heading' ? block.level : undefined}>
      <Inlines parts={block.children} />
    </p>
  );
}

const Line = (props: { parts: readonly MarkupInline[]; strong?: boolean }) => (
  <span data-line data-level={props.strong ? 1 : undefined}>
    <Inlines parts={props.parts} />
  </span>
);

const Inlines = ({ parts }: { parts: readonly MarkupInline[] }) =>
  parts.map((part, index) => <Inline key={keyOf(index)} part={part} />);

const tags = { strong: 'strong', emphasis: 'em', underline: 'u' } as const;
const styles: Record<string, string> = {
  color: 'color',
  'font-family': 'fontFamily',
  'font-size': 'fontSize',
  'text-align': 'textAlign',
};

function Inline({ part }: { part: MarkupInline }) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'break':
      return <br />;
    case 'link':
      return (
        <a className="sj-link" href={part.href} target="_blank" rel="noreferrer noopener">
          <Inlines parts={part.children} />
        </a>
      );
    case 'span': {
      const style = Object.fromEntries(
        Object.entries(part.style).map(([name, value]) => [styles[name] ?? name, value]),
      );
      return (
        <span style={style}>
          <Inlines parts={part.children} />
        </span>
      );
    }
    default:
      return createElement(tags[part.type], null, <Inlines parts={part.children} />);
  }
}
