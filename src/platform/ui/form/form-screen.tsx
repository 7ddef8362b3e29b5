import { Button, Group, Stack } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type MouseEvent, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useFormat, useT } from '../../i18n/web/use-t.tsx';
import { lazyPart } from '../lazy-part.ts';
import { uiMessages } from '../messages/catalogue.ts';
import { Problem } from '../problem.tsx';
import classes from './form.module.css';
import { type FormShell, fieldId } from './use-form.ts';

const LeaveDialog = lazyPart(() =>
  import('./leave-dialog.tsx').then(({ LeaveDialog }) => ({ default: LeaveDialog })),
);

interface FormProps {
  form: FormShell;
  submitLabel: string;
  children: ReactNode;
  /** Beside the submit button: cancel, another way. */
  actions?: ReactNode;
  /** Fills the width, for dialogs and sign-in. */
  wide?: boolean;
}

/** A form as every screen has it: kept draft, summary of what to mend, fields, buttons, guard against losing it. */
export function Form({ form, submitLabel, children, actions, wide }: FormProps) {
  return (
    <form
      noValidate
      className={wide ? undefined : classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void form.submit();
      }}
    >
      <Stack gap="md">
        {form.restoredAt && <Restored form={form} />}
        {form.unkept && <Unkept />}
        <ErrorSummary form={form} />
        {form.failure !== undefined && <Problem error={form.failure} />}
        {children}
        <Group className={classes.buttons}>
          <Button type="submit" loading={form.submitting} disabled={form.waits} fullWidth={wide && !actions}>
            {submitLabel}
          </Button>
          {actions}
        </Group>
      </Stack>
      <LeaveGuard on={form.mayLose} />
    </form>
  );
}

function Restored({ form }: Pick<FormProps, 'form'>) {
  const t = useT(uiMessages);
  const format = useFormat();
  return (
    <div role="status" className={classes.restored}>
      <span>{t('form.restored', { when: format.dateTime(form.restoredAt!) })}</span>
      <Button size="compact-sm" variant="default" onClick={form.discard}>
        {t('form.discard')}
      </Button>
    </div>
  );
}

function Unkept() {
  const t = useT(uiMessages);
  return (
    <p role="alert" className={classes.unkept}>
      {t('form.unkept')}
    </p>
  );
}

/** The words beside a field, as they stand on the page. */
const labelOf = (id: string): string | undefined =>
  document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent ?? undefined;

/** What needs mending, each line leading to its field; takes the focus after a refused attempt. */
function ErrorSummary({ form }: Pick<FormProps, 'form'>) {
  const t = useT(uiMessages);
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(form.errors);
  useEffect(() => {
    if (form.attempt > 0) box.current?.focus();
  }, [form.attempt]);
  if (entries.length === 0) return null;
  const jump = (event: MouseEvent, path: string) => {
    event.preventDefault();
    document.getElementById(fieldId(form.formId, path))?.focus();
  };
  return (
    <div ref={box} role="alert" tabIndex={-1} className={classes.summary}>
      <strong>{t('form.summary', { count: entries.length })}</strong>
      <ul>
        {entries.map(([path, text]) => (
          <li key={path}>
            <a
              className="sj-link"
              href={`#${fieldId(form.formId, path)}`}
              onClick={(event) => jump(event, path)}
            >
              {[labelOf(fieldId(form.formId, path)), text].filter(Boolean).join(': ')}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Holds the way out from the first keystroke; only the question itself is loaded when it is asked. */
function LeaveGuard({ on }: { on: boolean }) {
  const blocker = useBlocker({ shouldBlockFn: () => on, enableBeforeUnload: () => on, withResolver: true });
  if (blocker.status !== 'blocked') return null;
  return (
    <Suspense fallback={null}>
      <LeaveDialog onLeave={blocker.proceed} onStay={blocker.reset} />
    </Suspense>
  );
}

/** A titled group of fields. */
export const FormSection = (props: { title: string; intro?: string; children: ReactNode }) => (
  <fieldset className={classes.section}>
    <legend>{props.title}</legend>
    {props.intro && <p className={classes.intro}>{props.intro}</p>}
    <Stack gap="md">{props.children}</Stack>
  </fieldset>
);
