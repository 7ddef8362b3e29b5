import type { FormDefinition, FormNode, FormSession } from '@sojourn/form-engine';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Store } from '#platform/ui/store.ts';
import type { FileStore } from './files.ts';
import type { Reveal } from './reveal.ts';

/** `background-audio`: the node that takes the sound, and its quality. */
interface BackgroundWish {
  readonly nodeId: string;
  readonly quality: string | undefined;
}

/** An open form and all that its controls may do. Answers go through it, never to the session, so that they are kept. */
export interface OpenForm {
  readonly definition: FormDefinition;
  readonly session: FormSession;
  readonly files: FileStore;
  readonly reveal: Reveal;
  /** Sentences of the server about answers, by node id. */
  readonly refusals: Store<ReadonlyMap<string, string>>;
  /** Set when the form itself failed on an answer: its rules contradict each other. */
  readonly broken: Store<boolean>;
  /** The language that the form is shown in; empty for a form without translations. */
  readonly language: Store<string>;
  /** Distinguishes the ids of two forms on one page. */
  readonly prefix: string;
  /** Address of a file of the form by its URI (`jr://images/map.png`). */
  mediaUrl(uri: string): string | undefined;
  /** The file itself, to read a drawing. */
  mediaBlob(uri: string): Blob | undefined;
  /** A sound that the form wishes to be recorded while it is filled in. */
  readonly background: BackgroundWish | undefined;
  set(id: string, value: string): void;
  add(rangeId: string): string | undefined;
  remove(instanceId: string): void;
  speak(language: string): void;
  /** Keeps a file and makes it the answer. */
  attach(node: Pick<FormNode, 'id' | 'ref'>, blob: Blob): Promise<void>;
}

const FormContext = createContext<OpenForm | null>(null);

export const FormProvider = (props: { form: OpenForm; children: ReactNode }) => (
  <FormContext value={props.form}>{props.children}</FormContext>
);

export function useForm(): OpenForm {
  const form = useContext(FormContext);
  if (!form) throw new Error('useForm outside an open form');
  return form;
}

/** Renders again whenever the node (`*`: anything) may look different. Returns its version. */
export function useVersion(id: string): number {
  const { session } = useForm();
  const subscribe = useCallback((listener: () => void) => session.subscribe(id, listener), [session, id]);
  return useSyncExternalStore(subscribe, () => session.version(id));
}

const SETTLED_MS = 300;

/** Like `useVersion('*')`, but only once nothing was changed for a moment: for what is too dear for each keystroke. */
export function useSettledVersion(): number {
  const { session } = useForm();
  const [version, setVersion] = useState(() => session.version('*'));
  useEffect(() => {
    let timer = 0;
    const stop = session.subscribe('*', () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setVersion(session.version('*')), SETTLED_MS);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [session]);
  return version;
}

/** Whether the faults of a question are shown yet. */
export function useRevealed(id: string): boolean {
  const { reveal } = useForm();
  return useSyncExternalStore(reveal.subscribe, () => reveal.has(id));
}

export const domId = (form: OpenForm, id: string): string => `${form.prefix}${id}`;

/** Brings a node into view and puts the keyboard into it; false when it is not on the page. */
export function focusNode(form: OpenForm, id: string): boolean {
  const box = document.getElementById(domId(form, id));
  if (!box) return false;
  const field =
    box.querySelector<HTMLElement>('[data-focus], input:not([type=hidden], [type=file]), textarea, select') ??
    box.querySelector<HTMLElement>('button');
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  (field ?? box).focus({ preventScroll: true });
  box.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  return true;
}
