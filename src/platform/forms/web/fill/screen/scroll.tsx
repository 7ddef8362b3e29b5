import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { focusNode, useForm } from '../engine/form-context.tsx';
import { Contents } from './contents.tsx';
import { type Ending, Finish } from './finish.tsx';
import classes from './form.module.css';
import { NodeView } from './node-view.tsx';
import type { Place } from './place.ts';

const AT_ONCE = 12;
const PER_STEP = 20;

/** A form of a thousand questions shows its beginning at once and the rest as the browser finds time. */
function useGrowing(all: number) {
  const [count, setCount] = useState(Math.min(all, AT_ONCE));
  useEffect(() => {
    if (count >= all) return;
    const timer = window.setTimeout(() => setCount(count + PER_STEP), 16);
    return () => window.clearTimeout(timer);
  }, [count, all]);
  return { count, showAll: () => flushSync(() => setCount(all)) };
}

interface Props {
  ending: Ending;
  /** The list of sections stands beside the form, where there is room. */
  contents: boolean;
  place: Place;
  onPlace: (id: string) => void;
  onSeen: ((id: string) => void) | undefined;
}

/** The whole form on one page, its sections beside it. */
export function Scroll({ ending, contents, place, onPlace, onSeen }: Props) {
  const t = useT(fillMessages);
  const form = useForm();
  const { children } = form.session.root;
  const { count, showAll } = useGrowing(children.length);
  const latest = useRef(() => {});
  latest.current = () => {
    if (place.id === '') return;
    if (count < children.length) showAll();
    focusNode(form, place.id);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: every wish to go somewhere is a new jump
  useEffect(() => {
    const timer = window.setTimeout(() => latest.current());
    return () => window.clearTimeout(timer);
  }, [place.jump]);
  const see = (event: FocusEvent<HTMLElement>) => {
    const box = event.target.closest('[data-question]');
    if (box) onSeen?.(box.id.slice(form.prefix.length));
  };
  return (
    <div className={classes.wide} data-contents={contents || undefined}>
      {contents && (
        <nav className={classes.aside} aria-label={t('contents.title')}>
          <Contents questions={false} onJump={onPlace} />
        </nav>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: notes only which question has the keyboard */}
      <div className={classes.sheet} onFocus={see}>
        {children.slice(0, count).map((node) => (
          <NodeView key={node.id} node={node} level={2} />
        ))}
        <Finish ending={ending} onJump={onPlace} />
      </div>
    </div>
  );
}
