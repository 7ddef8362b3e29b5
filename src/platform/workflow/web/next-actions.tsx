import { Button, Menu } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { IconChevronDown, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { may, useMe } from '#platform/ui/session.tsx';
import type { IconType } from '#platform/ui/slice.ts';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { type NextStep, transitionsFrom } from '../domain/decide.ts';
import type { Machine, Missing } from '../domain/machine.ts';
import { workflowMessages } from '../messages/catalogue.ts';
import classes from './next-actions.module.css';

/** How a screen speaks of one transition. */
interface StepWords {
  label: string;
  /** Asked before it happens. */
  title: string;
  /** What will happen. */
  text?: string;
  icon?: IconType;
  /** Asks for a reason even where the machine does not need one. */
  reason?: 'optional';
  reasonLabel?: string;
  /** Never the step that stands out, though nothing else does. */
  aside?: true;
}

interface NextActionsProps<S extends string, T extends string, F, E extends string> {
  machine: Machine<S, T, F, E>;
  state: S;
  facts: F;
  words: (transition: T) => StepWords;
  /** Sends the move; rejects with the problem, which the dialog then shows. */
  onMove: (move: { transition: T; from: S; reason: string }) => Promise<unknown>;
  /** Further questions of the dialog; their answers are the caller's. */
  extra?: (transition: T) => ReactNode;
  /** Length of the reason; 500 unless the contract says otherwise. */
  reasonMax?: number;
  /** One button with this word that opens the steps as a menu, for records that may go anywhere. */
  menu?: string;
}

/**
 * The steps that lead on from a state: each allowed one a button that asks first, each waiting one with what it waits
 * for. Nothing for people who hold none of the permissions.
 */
export function NextActions<S extends string, T extends string, F, E extends string>(
  props: NextActionsProps<S, T, F, E>,
) {
  const me = useMe();
  const [asking, setAsking] = useState<{ transition: T; from: S } | null>(null);
  const { machine, state, facts, words } = props;
  const steps = transitionsFrom(machine, { state, facts, may: (permission) => may(me, permission) });
  if (steps.length === 0 && !asking) return null;
  const ask = (transition: T) => setAsking({ transition, from: state });
  return (
    <>
      {props.menu ? (
        <StepMenu label={props.menu} steps={steps} words={words} onPick={ask} />
      ) : (
        <StepButtons machine={machine} steps={steps} words={words} onPick={ask} />
      )}
      {asking && <Ask {...props} {...asking} onClose={() => setAsking(null)} />}
    </>
  );
}

interface StepsProps<S extends string, T extends string> {
  steps: readonly NextStep<S, T>[];
  words: (transition: T) => StepWords;
  onPick: (transition: T) => void;
}

function StepButtons<S extends string, T extends string, F, E extends string>(
  props: StepsProps<S, T> & { machine: Machine<S, T, F, E> },
) {
  const id = useId();
  // What needs a reason goes back or ends something: it never stands out.
  const first = props.steps.find(
    ({ transition }) => !props.machine.transitions[transition].needsReason && !props.words(transition).aside,
  );
  const waiting = props.steps.filter((step) => !step.allowed);
  return (
    <div className={classes.steps}>
      <div className={classes.buttons}>
        {props.steps.map((step) => {
          const { label, icon: Icon } = props.words(step.transition);
          const Shown = step.allowed ? Icon : IconLock;
          return (
            <Button
              key={step.transition}
              variant={step === first ? 'filled' : 'default'}
              disabled={!step.allowed}
              aria-describedby={step.allowed ? undefined : `${id}-${step.transition}`}
              leftSection={Shown && <Shown size={16} aria-hidden />}
              onClick={() => props.onPick(step.transition)}
            >
              {label}
            </Button>
          );
        })}
      </div>
      {waiting.map((step) => (
        <Waiting
          key={step.transition}
          id={`${id}-${step.transition}`}
          label={props.words(step.transition).label}
          missing={step.missing}
        />
      ))}
    </div>
  );
}

/** What is missing, in the reader's words; in English for the moment until the slice's messages have come. */
function useMissingWords(missing: readonly Missing[]): string {
  const slice = (code: string) => code.split('.')[0] ?? code;
  const words = useSliceWords(missing.map((one) => slice(one.code)));
  return missing
    .map(({ code, params, text }) => words(slice(code), `problem.${code}`, params) ?? text)
    .join(' ');
}

function Waiting(props: { id: string; label: string; missing: readonly Missing[] }) {
  const t = useT(workflowMessages);
  const missing = useMissingWords(props.missing);
  return (
    <p id={props.id} className={classes.waiting}>
      <IconLock size={14} stroke={1.9} aria-hidden />
      <span>{t('waiting', { step: props.label, missing })}</span>
    </p>
  );
}

function StepMenu<S extends string, T extends string>(props: StepsProps<S, T> & { label: string }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{props.label}</Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={props.label}>
        {props.steps.map((step) => {
          const { label, icon: Icon } = props.words(step.transition);
          return (
            <Menu.Item
              key={step.transition}
              disabled={!step.allowed}
              aria-haspopup="dialog"
              leftSection={Icon && <Icon size={16} aria-hidden />}
              onClick={() => props.onPick(step.transition)}
            >
              {label}
              {!step.allowed && <MissingText missing={step.missing} />}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function MissingText({ missing }: { missing: readonly Missing[] }) {
  return <div className={classes.missing}>{useMissingWords(missing)}</div>;
}

function Ask<S extends string, T extends string, F, E extends string>(
  props: NextActionsProps<S, T, F, E> & { transition: T; from: S; onClose: () => void },
) {
  const { transition, from } = props;
  const words = props.words(transition);
  const queries = useQueryClient();
  // Where the record stands elsewhere than this screen believes, the screen reads it again behind the dialog.
  const send = async (text: string) => {
    try {
      await props.onMove({ transition, from, reason: text });
    } catch (error) {
      if (error instanceof CallError && error.status === 409) void queries.invalidateQueries();
      throw error;
    }
  };
  const reason = props.machine.transitions[transition].needsReason ? 'required' : words.reason;
  return (
    <ConfirmDialog
      title={words.title}
      confirmLabel={words.label}
      {...(reason ? { reason } : {})}
      {...(words.reasonLabel ? { reasonLabel: words.reasonLabel } : {})}
      {...(props.reasonMax ? { reasonMax: props.reasonMax } : {})}
      onConfirm={send}
      onClose={props.onClose}
    >
      {words.text && <p>{words.text}</p>}
      {props.extra?.(transition)}
    </ConfirmDialog>
  );
}
