import { type ChangeEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ZodType } from 'zod';
import { useLanguage, useT } from '../../i18n/web/use-t.tsx';
import { localStore } from '../../offline/web/opened.ts';
import { isQueued } from '../call.ts';
import { uiMessages } from '../messages/catalogue.ts';
import { sayError } from '../problem.tsx';
import { useStore } from '../store.ts';
import { issueText } from './issue-text.ts';
import { type FieldPath, valueAt, withValue } from './paths.ts';

export interface FormOptions<T> {
  /** The contract's own body schema: the same rules as the server's. */
  schema: ZodType;
  initial: T;
  /** Turns what stands in the fields into what the schema expects, such as an empty text into null. */
  prepare?: (values: T) => unknown;
  /** Sends. A thrown CallError is shown, its field problems beside their fields. */
  onSubmit: (body: never) => Promise<unknown>;
  /** Sentences for fields whose format needs explaining, by path. */
  formats?: Partial<Record<FieldPath<T>, string>>;
  /** Keeps what is typed on this device (`draftAt`). No secrets. */
  draft?: DraftKeeper;
}

/** Where a form keeps what was typed; loaded only by the forms that do. */
export interface DraftKeeper {
  key: string;
  /** What was typed and when, where something lies there and opens. */
  read: () => { at: string; values: object } | undefined;
  /** False where the device refuses: full, or closed. */
  write: (values: unknown) => boolean;
  drop: () => void;
}

type Errors = Readonly<Record<string, string>>;

/** The state of a form: values, sentences beside fields, a kept draft, sending. */
export function useForm<T extends object>(options: FormOptions<T>) {
  const { draft } = options;
  const formId = useId();
  const state = useFormState(options);
  const keeper = useRef(draft);
  const { values, errors, dirty, change } = state;
  const keeps = useDraftKeeping(draft, values, dirty);

  const set = useCallback(
    (path: FieldPath<T>, value: unknown) =>
      change((before) => ({
        dirty: true,
        values: withValue(before.values, path, value),
        errors: Object.fromEntries(Object.entries(before.errors).filter(([name]) => name !== path)),
      })),
    [change],
  );
  const reset = useCallback(
    (next: T) => {
      keeper.current?.drop();
      change(() => ({ values: next, errors: {}, failure: undefined, dirty: false, restoredAt: undefined }));
    },
    [change],
  );
  const submit = useSubmit(options, state);
  const fields = useMemo(() => fieldsOf<T>({ formId, values, errors, set }), [formId, values, errors, set]);
  return {
    ...fields,
    formId,
    values,
    errors,
    failure: state.failure,
    submitting: state.submitting,
    waits: isQueued(state.failure) && !dirty,
    dirty,
    attempt: state.attempt,
    restoredAt: state.restoredAt,
    unkept: dirty && !keeps,
    mayLose: dirty && !state.submitting && !(draft && keeps),
    set,
    reset,
    discard: () => reset(options.initial),
    submit,
  };
}

interface FormMoment<T> {
  values: T;
  errors: Errors;
  failure: unknown;
  submitting: boolean;
  dirty: boolean;
  /** Counts refused attempts, so that each one moves the focus to the summary. */
  attempt: number;
  restoredAt: string | undefined;
}

function useFormState<T extends object>({ initial, draft: keeper }: FormOptions<T>) {
  const [moment, setMoment] = useState<FormMoment<T>>(() => {
    const draft = keeper?.read();
    return {
      values: { ...initial, ...draft?.values },
      errors: {},
      failure: undefined,
      submitting: false,
      dirty: false,
      attempt: 0,
      restoredAt: draft?.at,
    };
  });
  const change = useCallback(
    (next: (before: FormMoment<T>) => Partial<FormMoment<T>>) =>
      setMoment((before) => ({ ...before, ...next(before) })),
    [],
  );
  useLateDraft<T>(keeper, change);
  return { ...moment, change };
}

/** The store of the device opens a moment after the page: a draft then comes in, unless somebody began to type. */
function useLateDraft<T extends object>(
  keeper: DraftKeeper | undefined,
  change: (next: (before: FormMoment<T>) => Partial<FormMoment<T>>) => void,
): void {
  const open = useStore(localStore) !== null;
  const latest = useRef(keeper);
  useEffect(() => {
    const draft = open ? latest.current?.read() : undefined;
    if (!draft) return;
    change((before) =>
      before.dirty || before.restoredAt
        ? {}
        : { values: { ...before.values, ...draft.values }, restoredAt: draft.at },
    );
  }, [open, change]);
}

function useSubmit<T extends object>(
  options: FormOptions<T>,
  state: ReturnType<typeof useFormState<T>>,
): () => Promise<void> {
  const language = useLanguage();
  const t = useT(uiMessages);
  return async () => {
    const { change, values } = state;
    const body = options.prepare ? options.prepare(values) : values;
    const checked = options.schema.safeParse(body);
    if (!checked.success) {
      const errors = sayIssues(checked.error.issues, body, t, options.formats as Errors | undefined);
      change(({ attempt }) => ({ errors, failure: undefined, attempt: attempt + 1 }));
      return;
    }
    change(() => ({ errors: {}, failure: undefined, submitting: true }));
    try {
      await options.onSubmit(checked.data as never);
      options.draft?.drop();
      change(() => ({ submitting: false, dirty: false, restoredAt: undefined }));
    } catch (error) {
      if (isQueued(error)) {
        // Safe on this device: sending it a second time would be another write.
        options.draft?.drop();
        change(() => ({ submitting: false, dirty: false, restoredAt: undefined, failure: error }));
        return;
      }
      const said = await sayError(language, error);
      const errors = Object.fromEntries(
        said.errors.map(({ path, text }) => [path.replace(/^body\./, ''), text]),
      );
      const failure = said.errors.length ? undefined : error;
      change(({ attempt }) => ({ submitting: false, errors, failure, attempt: attempt + 1 }));
    }
  };
}

/** What the shell around the fields needs of a form of any shape. */
export interface FormShell {
  formId: string;
  errors: Errors;
  failure: unknown;
  submitting: boolean;
  /** What was typed waits on this device to be sent. */
  waits: boolean;
  attempt: number;
  restoredAt: string | undefined;
  /** The device refuses to keep what is typed. */
  unkept: boolean;
  mayLose: boolean;
  discard: () => void;
  submit: () => Promise<void>;
}

function sayIssues(
  issues: Parameters<typeof issueText>[1][],
  body: unknown,
  t: Parameters<typeof issueText>[0],
  formats: Errors | undefined,
): Errors {
  const out: Record<string, string> = {};
  for (const issue of issues) {
    const at = issue.path.map(String).join('.');
    // Of a list that is written in one field: its sentence stands beside that field.
    const list = at.replace(/\.\d+$/, '');
    const path = formats?.[list] ? list : at;
    const value = valueAt(body, path);
    const isFormat = path !== at || issue.code === 'invalid_format' || issue.code === 'custom';
    out[path] ??= (isFormat && value !== '' && formats?.[path]) || issueText(t, issue, value);
  }
  return out;
}

/** Keeps what is typed a moment after it was; false once the device refused it. */
function useDraftKeeping(keeper: DraftKeeper | undefined, values: unknown, dirty: boolean): boolean {
  const open = useStore(localStore) !== null;
  const [keeps, setKeeps] = useState(true);
  const latest = useRef(keeper);
  latest.current = keeper;
  const key = keeper?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a closed store refused is written once it is open
  useEffect(() => {
    if (!key || !dirty) return;
    const write = () => setKeeps(latest.current?.write(values) ?? true);
    const timer = setTimeout(write, 300);
    window.addEventListener('pagehide', write);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', write);
    };
  }, [key, values, dirty, open]);
  return keeps;
}

interface FieldSource<T> {
  formId: string;
  values: T;
  errors: Errors;
  set: (path: FieldPath<T>, value: unknown) => void;
}

export const fieldId = (formId: string, path: string): string => `${formId}-${path.replaceAll('.', '-')}`;

/** Props for Mantine inputs, by kind. Spread them: `<TextInput label=... {...form.text('name')} />`. */
function fieldsOf<T>({ formId, values, errors, set }: FieldSource<T>) {
  const common = (path: FieldPath<T>) => ({
    id: fieldId(formId, path),
    name: path as string,
    error: errors[path],
  });
  return {
    /** TextInput, Textarea, PasswordInput, native date inputs. */
    text: (path: FieldPath<T>) => ({
      ...common(path),
      value: String(valueAt(values, path) ?? ''),
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        set(path, event.currentTarget.value),
    }),
    /** Checkbox, Switch. */
    check: (path: FieldPath<T>) => ({
      ...common(path),
      checked: valueAt(values, path) === true,
      onChange: (event: ChangeEvent<HTMLInputElement>) => set(path, event.currentTarget.checked),
    }),
    /** Select, MultiSelect, NumberInput and whatever hands over the value itself. */
    value: <V>(path: FieldPath<T>) => ({
      ...common(path),
      value: valueAt(values, path) as V,
      onChange: (value: V | null) => set(path, value),
    }),
  };
}
