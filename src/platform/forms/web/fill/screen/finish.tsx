import type { FormNode, ValidationError } from '@sojourn/form-engine';
import { IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { type OpenForm, useForm, useVersion } from '../engine/form-context.tsx';
import { progressOf, trailOf } from '../engine/pages.ts';
import { nameOfNode, nameOfRange } from '../label/names.ts';
import classes from './form.module.css';
import { faultText } from './question.tsx';

/** What the end of a form offers. */
export interface Ending {
  readonly label: string;
  /** Called when nothing is wrong any more. */
  readonly act: () => Promise<void> | void;
  /** Beside the main button: keep for later, a note. */
  readonly beside?: ReactNode;
  /** What went wrong when it was sent. */
  readonly problem?: ReactNode;
}

interface Fault extends ValidationError {
  readonly text: string;
}

/** Every fault of the form as it stands, followed while `live`. */
function useAllFaults(live: boolean): readonly Fault[] {
  const t = useT(fillMessages);
  const form = useForm();
  useVersion('*');
  useStore(form.language);
  if (!live) return [];
  return form.session
    .validate()
    .map((error) => ({ ...error, text: faultText(t, form.session.node(error.nodeId), error) }));
}

/** How far the record is, what is wrong with it, and the button that sends it. */
export function Finish(props: { ending: Ending; onJump: (id: string) => void; live?: boolean }) {
  const t = useT(fillMessages);
  const form = useForm();
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const faults = useAllFaults(props.live === true || attempt > 0);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) summary.current?.focus();
  }, [attempt]);
  const finish = async () => {
    const found = form.session.validate();
    form.reveal.show(found.map(({ nodeId }) => nodeId));
    setAttempt(attempt + 1);
    if (found.length > 0) return;
    setBusy(true);
    try {
      await props.ending.act();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.finish}>
      {props.live && faults.length === 0 && <Progress form={form} />}
      {faults.length > 0 && <FaultSummary ref={summary} faults={faults} onJump={props.onJump} />}
      <Suspense fallback={null}>{props.ending.problem}</Suspense>
      <div className={classes.finishButtons}>
        <button
          type="button"
          className={classes.primary}
          data-send
          disabled={busy}
          aria-busy={busy || undefined}
          onClick={() => void finish()}
        >
          {busy ? t('sending') : props.ending.label}
        </button>
        {props.ending.beside}
      </div>
    </div>
  );
}

function Progress({ form }: { form: OpenForm }) {
  const t = useT(fillMessages);
  const { answered, asked } = progressOf(form.session.root);
  return (
    <p className={classes.complete}>
      <IconCircleCheck size={24} stroke={1.7} aria-hidden />
      <span>{t('finish.complete', { answered, asked })}</span>
    </p>
  );
}

/** Which question, and of which instance: there may be many ages in one record. */
function FaultPlace({ node }: { node: FormNode }) {
  const t = useT(fillMessages);
  const instances = trailOf(node).filter(({ kind }) => kind === 'repeat-instance');
  const names = instances.map((one) =>
    t('repeat.title', { name: nameOfRange(one.parent ?? one), position: one.position }),
  );
  return [...names, nameOfNode(node)].join(' › ');
}

const MOST = 50;

function FaultSummary(props: {
  ref: React.Ref<HTMLDivElement>;
  faults: readonly Fault[];
  onJump: (id: string) => void;
}) {
  const t = useT(fillMessages);
  const form = useForm();
  const { faults } = props;
  return (
    <div ref={props.ref} role="alert" tabIndex={-1} className={classes.faults}>
      <strong>{t('finish.faults', { count: faults.length })}</strong>
      <ul>
        {faults.slice(0, MOST).map((fault) => {
          const node = form.session.node(fault.nodeId);
          return (
            <li key={fault.nodeId + fault.kind}>
              <button type="button" onClick={() => props.onJump(fault.nodeId)} dir="auto">
                {node ? <FaultPlace node={node} /> : fault.ref} – {fault.text}
              </button>
            </li>
          );
        })}
      </ul>
      {faults.length > MOST && <p>{t('finish.more', { count: faults.length - MOST })}</p>}
    </div>
  );
}
