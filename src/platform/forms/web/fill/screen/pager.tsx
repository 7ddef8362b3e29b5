import type { FormNode } from '@sojourn/form-engine';
import { IconArrowLeft, IconArrowRight, IconPencil } from '@tabler/icons-react';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { AdvanceProvider } from '../control/props.ts';
import { focusNode, type OpenForm, useForm, useVersion } from '../engine/form-context.tsx';
import { type Page, pagesOf, pageWith, questionsIn, trailOf } from '../engine/pages.ts';
import { nameOfNode, nameOfRange, plain, summaryOf } from '../label/names.ts';
import { type Ending, Finish } from './finish.tsx';
import classes from './form.module.css';
import { NodeView } from './node-view.tsx';
import type { Place } from './place.ts';
import { AddButton, RemoveButton } from './repeat.tsx';

interface Props {
  /** Where the person is: id of a page or of anything on one. Empty for the beginning. */
  place: Place;
  onPlace: (id: string) => void;
  ending: Ending;
}

/** One page at a time, for a thumb: what is asked in the middle, back and next always below. */
export function Pager({ place, onPlace, ending }: Props) {
  const t = useT(fillMessages);
  const form = useForm();
  const version = useVersion('*');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for whatever may have changed
  const pages = useMemo(() => pagesOf(form.session.root), [form, version]);
  const { index, goTo } = usePlace(pages, place.id, onPlace);
  const page = pages[index]!;
  const box = useRef<HTMLElement>(null);
  useFocusOnPage(form, page, place, box);
  const next = () => {
    const faulty = page.kind === 'questions' ? page.nodes.flatMap(questionsIn).filter(hasFault) : [];
    if (faulty.length === 0) return goTo(index + 1);
    form.reveal.show(faulty.map(({ id }) => id));
    // The words of the fault come with the next painting; the field must find them when it takes the focus.
    window.setTimeout(() => focusNode(form, faulty[0]!.id));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    next();
  };
  const count = pages.length;
  return (
    <AdvanceProvider value={next}>
      <form className={classes.pager} onSubmit={submit} noValidate>
        <progress
          className={classes.progress}
          value={index + 1}
          max={count}
          aria-label={t('page.of', { page: index + 1, count })}
        />
        <section
          ref={box}
          tabIndex={-1}
          className={classes.page}
          key={page.id}
          aria-label={t('page.of', { page: index + 1, count })}
        >
          <PageBody page={page} ending={ending} onJump={onPlace} />
        </section>
        <nav className={classes.steps} aria-label={t('page.steps')}>
          <button
            type="button"
            className={control.button}
            disabled={index === 0}
            onClick={() => goTo(index - 1)}
          >
            <IconArrowLeft size={20} className="sj-flip" aria-hidden /> {t('page.back')}
          </button>
          {page.kind !== 'summary' && (
            <button type="submit" className={classes.primary} data-next>
              {t('page.next')} <IconArrowRight size={20} className="sj-flip" aria-hidden />
            </button>
          )}
        </nav>
      </form>
    </AdvanceProvider>
  );
}

const hasFault = (node: FormNode): boolean => node.errors.length > 0;

/** A page that vanished, as an answer hid it, leaves the person at the same distance from the beginning. */
function usePlace(pages: readonly Page[], place: string, onPlace: (place: string) => void) {
  const [last, setLast] = useState(0);
  const found = pageWith(pages, place);
  const index = found >= 0 ? found : Math.min(last, pages.length - 1);
  if (index !== last) setLast(index);
  const goTo = (next: number) => {
    const page = pages[Math.min(pages.length - 1, Math.max(0, next))];
    if (page) onPlace(page.id);
  };
  return { index, goTo };
}

/** After a step the screen reader starts at the page, or at the question that was jumped to. */
function useFocusOnPage(form: OpenForm, page: Page, place: Place, box: React.RefObject<HTMLElement | null>) {
  const before = useRef({ page: page.id, jump: place.jump });
  useEffect(() => {
    const was = before.current;
    before.current = { page: page.id, jump: place.jump };
    if (was.page === page.id && was.jump === place.jump) return;
    window.scrollTo({ top: 0 });
    const here = place.id === page.id || was.jump === place.jump;
    if (here || !focusNode(form, place.id)) box.current?.focus({ preventScroll: true });
  }, [form, page.id, place, box]);
}

function PageBody(props: { page: Page; ending: Ending; onJump: (id: string) => void }) {
  const t = useT(fillMessages);
  const { page } = props;
  if (page.kind === 'summary') {
    return (
      <>
        <h2 className={classes.heading}>{t('finish.title')}</h2>
        <Finish ending={props.ending} onJump={props.onJump} live />
      </>
    );
  }
  if (page.kind === 'repeat') return <RepeatPage range={page.range} onJump={props.onJump} />;
  return (
    <>
      <Trail node={page.nodes[0]!} />
      {page.nodes.map((node) =>
        node.kind === 'repeat-instance' ? (
          node.children.map((child) => <NodeView key={child.id} node={child} level={2} />)
        ) : (
          <NodeView key={node.id} node={node} level={2} />
        ),
      )}
    </>
  );
}

/** Where in the form a question stands. */
function Trail({ node }: { node: FormNode }) {
  const t = useT(fillMessages);
  const around = node.kind === 'repeat-instance' ? [...trailOf(node), node] : trailOf(node);
  if (around.length === 0) return null;
  const names = around
    .filter((one, index) => one.kind !== 'group' || around[index + 1]?.parent?.parent !== one)
    .map((one) =>
      one.kind === 'repeat-instance' && one.parent
        ? t('repeat.title', { name: nameOfRange(one.parent), position: one.position })
        : plain(one.label()),
    );
  return (
    <p className={classes.trail} dir="auto">
      {names.join(' › ')}
    </p>
  );
}

/** How many there are of something so far; each opens to be mended. */
function RepeatPage({ range, onJump }: { range: FormNode; onJump: (id: string) => void }) {
  const t = useT(fillMessages);
  const name = nameOfRange(range);
  const open = (instance: FormNode) => {
    const [first] = questionsIn(instance);
    if (first) onJump(first.id);
  };
  return (
    <>
      <h2 className={classes.heading} dir="auto">
        {name}
      </h2>
      <p className={classes.quiet}>{t('repeat.count', { count: range.children.length })}</p>
      {range.children.length > 0 && (
        <ul className={classes.instances}>
          {range.children.map((instance) => {
            const title = t('repeat.title', { name, position: instance.position });
            return (
              <li key={instance.id}>
                <button type="button" className={classes.instanceButton} onClick={() => open(instance)}>
                  <IconPencil size={18} aria-hidden />
                  <span dir="auto">
                    {title}
                    <small>{summaryOf(instance) || nameOfNode(instance)}</small>
                  </span>
                </button>
                <RemoveButton node={instance} range={range} onRemoved={() => undefined} />
              </li>
            );
          })}
        </ul>
      )}
      <AddButton
        range={range}
        onAdded={(id) => {
          const instance = range.children.find((one) => one.id === id);
          if (instance) open(instance);
        }}
      />
    </>
  );
}
