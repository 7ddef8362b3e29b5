import type { FormDefinition } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import { words } from '../xpath/values.ts';
import { errorsOf, isReadonly } from './check.ts';
import { itemsOf } from './choices.ts';
import { announce, settle } from './flush.ts';
import { metaText, stampEnd } from './meta.ts';
import { languageFor, openRuntime } from './open.ts';
import { untracked, write } from './reactive.ts';
import { addInstance, removeInstance } from './repeats.ts';
import { serializeDraft, serializeRecord } from './serialize.ts';
import { getState, type NodeState, type Runtime, stateOf } from './state.ts';
import type { Attachment, FormSession, OpenFormOptions, ValidationError } from './types.ts';
import { isRelevant, peekValue, writeValue } from './values.ts';
import { canChange, findView, rootView } from './views.ts';

/**
 * Opens a form: a new record, or an existing one to edit or to look at.
 *
 * @throws FormEngineError `form.structure` when `instanceXml` is no record of this form, `form.endless-actions` when
 * the form never comes to rest.
 */
export function openForm(definition: FormDefinition, options: OpenFormOptions): FormSession {
  const runtime = openRuntime(definition, options);
  const root = rootView(runtime);
  return {
    root,
    get language() {
      return runtime.language.value;
    },
    languages: definition.languages,
    get instanceId() {
      return metaText(runtime, 'instanceID');
    },
    get instanceName() {
      return metaText(runtime, 'instanceName');
    },
    get dirty() {
      return runtime.dirty;
    },
    get hasCycle() {
      return runtime.graph.cycle;
    },
    node: (id) => findView(runtime, root, id),
    setValue: (id, value) => {
      change(runtime, () => {
        answer(runtime, getState(runtime, id), value);
      });
    },
    setAttachment: (id, fileName) => {
      change(runtime, () => {
        answer(runtime, getState(runtime, id), fileName);
      });
    },
    addRepeat: (id) => change(runtime, () => addRepeat(runtime, id)),
    removeRepeat: (id) => {
      change(runtime, () => {
        removeRepeat(runtime, id);
      });
    },
    setLanguage: (language) => {
      write(runtime.language, languageFor(definition, language));
      settle(runtime);
      announce(runtime);
    },
    validate: () => validateRuntime(runtime),
    serialize: () => {
      if (runtime.mode !== 'view') change(runtime, () => stampEnd(runtime), false);
      return serializeRecord(runtime);
    },
    draft: () => serializeDraft(runtime),
    attachments: () => attachmentsOf(runtime),
    subscribe: (id, listener) => subscribe(runtime, id, listener),
    version: (id) => (id === '*' ? runtime.version : (runtime.versions.get(id) ?? 0)),
  };
}

function change<T>(runtime: Runtime, act: () => T, byPerson = true): T {
  const result = act();
  if (byPerson) runtime.dirty = true;
  settle(runtime);
  announce(runtime);
  return result;
}

function answer(runtime: Runtime, state: NodeState, value: string): void {
  const locked = runtime.mode === 'view' || untracked(runtime.graph, () => isReadonly(runtime, state));
  if (locked || state.node.children.length > 0) {
    throw new FormEngineError('session.not-allowed', `${state.model.ref} cannot be answered.`);
  }
  writeValue(runtime, state, inChoiceOrder(runtime, state, value));
}

/** Several choices are stored in the order of the list, so that equal answers are equal texts. */
function inChoiceOrder(runtime: Runtime, state: NodeState, value: string): string {
  if (state.model.control?.control !== 'select') return value;
  const chosen = words(value);
  if (chosen.length < 2) return chosen.join(' ');
  const { values } = untracked(runtime.graph, () => itemsOf(runtime, state));
  const place = new Map(values.map((each, index) => [each, index]));
  const last = values.length;
  return [...new Set(chosen)].sort((a, b) => (place.get(a) ?? last) - (place.get(b) ?? last)).join(' ');
}

function addRepeat(runtime: Runtime, id: string): string {
  const range = runtime.ranges.get(id);
  if (range === undefined) throw new FormEngineError('session.unknown-node', `There is no repeat ${id}.`);
  if (!canChange(runtime, range))
    throw new FormEngineError('session.not-allowed', `${range.model.ref} is fixed.`);
  return addInstance(runtime, range).id;
}

function removeRepeat(runtime: Runtime, id: string): void {
  const state = getState(runtime, id);
  const range = state.parent?.ranges.find((each) => each.model === state.model);
  if (range === undefined) throw new FormEngineError('session.unknown-node', `${id} is no repeat instance.`);
  if (!canChange(runtime, range))
    throw new FormEngineError('session.not-allowed', `${range.model.ref} is fixed.`);
  removeInstance(runtime, range, state);
}

function relevantStates(runtime: Runtime, visit: (state: NodeState) => void): void {
  const walk = (state: NodeState): void => {
    if (!isRelevant(runtime, state)) return;
    visit(state);
    for (const child of state.node.children) {
      const childState = stateOf(child);
      if (childState !== undefined) walk(childState);
    }
  };
  untracked(runtime.graph, () => {
    walk(runtime.root);
  });
}

export function validateRuntime(runtime: Runtime): readonly ValidationError[] {
  const found: ValidationError[] = [];
  relevantStates(runtime, (state) => {
    if (state.model.control === undefined || state.node.children.length > 0) return;
    for (const error of errorsOf(runtime, state))
      found.push({ nodeId: state.id, ref: state.model.ref, ...error });
  });
  return found;
}

function attachmentsOf(runtime: Runtime): readonly Attachment[] {
  const found: Attachment[] = [];
  relevantStates(runtime, (state) => {
    if (state.model.bind?.type !== 'binary' && state.model.control?.control !== 'upload') return;
    const fileName = peekValue(runtime, state);
    if (fileName !== '') found.push({ nodeId: state.id, nodeRef: state.model.ref, fileName });
  });
  return found;
}

function subscribe(runtime: Runtime, id: string, listener: () => void): () => void {
  const listeners = runtime.listeners.get(id) ?? new Set();
  runtime.listeners.set(id, listeners);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && runtime.listeners.get(id) === listeners) runtime.listeners.delete(id);
  };
}
