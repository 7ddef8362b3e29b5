import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { useSaid } from '#platform/ui/problem.tsx';
import { may, useMe } from '#platform/ui/session.tsx';
import type { IconType } from '#platform/ui/slice.ts';
import { type NextStep, transitionsFrom } from '../domain/decide.ts';
import { type Machine, type Missing, statesOf } from '../domain/machine.ts';
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
        <StepButtons machine={machine} state={state} steps={steps} words={words} onPick={ask} />
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
  props: StepsProps<S, T> & { machine: Machine<S, T, F, E>; state: S },
) {
  const order = statesOf(props.machine);
  const leadsOn = ({ to }: NextStep<S, T>) => order.indexOf(to) > order.indexOf(props.state);
  const first = props.steps.find(leadsOn);
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
              leftSection={Shown && <Shown size={16} aria-hidden />}
              onClick={() => props.onPick(step.transition)}
            >
              {label}
            </Button>
          );
        })}
      </div>
      {waiting.map((step) => (
        <Waiting key={step.transition} label={props.words(step.transition).label} missing={step.missing} />
      ))}
    </div>
  );
}

function Waiting({ label, missing }: { label: string; missing: readonly Missing[] }) {
  const t = useT(workflowMessages);
  const said = useSaid(missing);
  return (
    <p className={classes.waiting}>
      <IconLock size={14} stroke={1.9} aria-hidden />
      <span>{t('waiting', { step: label, missing: said.join(' ') })}</span>
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
  return <div className={classes.missing}>{useSaid(missing).join(' ')}</div>;
}

function Ask<S extends string, T extends string, F, E extends string>(
  props: NextActionsProps<S, T, F, E> & { transition: T; from: S; onClose: () => void },
) {
  const { transition, from } = props;
  const words = props.words(transition);
  const reason = props.machine.transitions[transition].needsReason ? 'required' : words.reason;
  return (
    <ConfirmDialog
      title={words.title}
      confirmLabel={words.label}
      {...(reason ? { reason } : {})}
      {...(words.reasonLabel ? { reasonLabel: words.reasonLabel } : {})}
      {...(props.reasonMax ? { reasonMax: props.reasonMax } : {})}
      onConfirm={(text) => props.onMove({ transition, from, reason: text })}
      onClose={props.onClose}
    >
      {words.text && <p>{words.text}</p>}
      {props.extra?.(transition)}
    </ConfirmDialog>
  );
}
