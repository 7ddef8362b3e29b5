import { type FocusEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { type Chunk, chunksOf } from '../engine/chunks.ts';
import { focusNode, useForm } from '../engine/form-context.tsx';
import { holds } from '../engine/pages.ts';
import { Contents } from './contents.tsx';
import { type Ending, Finish } from './finish.tsx';
import classes from './form.module.css';
import { NodeView } from './node-view.tsx';
import type { Place } from './place.ts';

const AT_ONCE = 1;
const PER_STEP = 2;
/** A larger form draws only what comes near the window: a hundred thousand elements would choke any browser. */
const WHOLE = 600;

/** A form shows its beginning at once and the rest as the browser finds time, or as one comes near it. */
function useGrowing(chunks: readonly Chunk[]) {
  const all = chunks.length;
  const large = useMemo(() => chunks.reduce((sum, { size }) => sum + size, 0) > WHOLE, [chunks]);
  const [count, setCount] = useState(Math.min(all, AT_ONCE));
  const [near, setNear] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (large || count >= all) return;
    const timer = window.setTimeout(() => setCount(count + PER_STEP), 16);
    return () => window.clearTimeout(timer);
  }, [count, all, large]);
  const come = useCallback((id: string) => setNear((before) => new Set([...before, id])), []);
  /** Draws the chunk in which something stands, before the page is painted. */
  const draw = (id: string) => {
    const at = chunks.findIndex(({ nodes }) => nodes.some((node) => holds(node, id)));
    if (at >= 0) flushSync(() => (large ? come(chunks[at]!.id) : setCount((now) => Math.max(now, at + 1))));
  };
  return { drawn: (chunk: Chunk, index: number) => index < count || near.has(chunk.id), come, draw };
}

/** Keeps the room of what is not drawn yet, and tells when it comes near. */
function Room({ chunk, onNear }: { chunk: Chunk; onNear: (id: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const watch = new IntersectionObserver(
      (entries) => entries.some((one) => one.isIntersecting) && onNear(chunk.id),
      { rootMargin: '1200px' },
    );
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [chunk, onNear]);
  return <div ref={box} style={{ blockSize: `${chunk.size * 6}rem` }} />;
}

const Drawn = memo(({ chunk }: { chunk: Chunk }) =>
  chunk.nodes.map((node) => <NodeView key={node.id} node={node} level={2} />),
);

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
  const chunks = useMemo(() => chunksOf(children), [children]);
  const { drawn, come, draw } = useGrowing(chunks);
  const latest = useRef(() => {});
  latest.current = () => {
    if (place.id === '') return;
    draw(place.id);
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
        {chunks.map((chunk, index) =>
          drawn(chunk, index) ? (
            <Drawn key={chunk.id} chunk={chunk} />
          ) : (
            <Room key={chunk.id} chunk={chunk} onNear={come} />
          ),
        )}
        <Finish ending={ending} onJump={onPlace} />
      </div>
    </div>
  );
}
