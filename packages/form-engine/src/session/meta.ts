import { dateToString, dayOf, instant } from '../xpath/dates.ts';
import { propertyOf } from './host.ts';
import { metaNode } from './load.ts';
import type { NodeState, Runtime } from './state.ts';
import { writeValue } from './values.ts';

/** What a new record gets before any expression is computed (ODK XForms, preload attributes). */
export function preload(runtime: Runtime): void {
  for (const state of runtime.states.values()) {
    const value = preloaded(runtime, state);
    if (value !== undefined) writeValue(runtime, state, value);
  }
}

function preloaded(runtime: Runtime, { model }: NodeState): string | undefined {
  const { options, host } = runtime;
  const spec = model.bind?.preload;
  if (spec === undefined) return undefined;
  const now = options.now().getTime();
  switch (spec.kind) {
    case 'uid':
      return `uuid:${options.uuid()}`;
    case 'timestamp':
      return spec.param === 'start' ? dateToString(instant(now), host.zone) : undefined;
    case 'date':
      return dateToString(dayOf(now, host.zone), host.zone);
    case 'property':
      return propertyOf(options, spec.param) || undefined;
    default:
      return undefined;
  }
}

/** Stamps the end of the interview wherever the form asks for it. */
export function stampEnd(runtime: Runtime): void {
  const now = dateToString(instant(runtime.options.now().getTime()), runtime.host.zone);
  for (const state of runtime.states.values()) {
    const spec = state.model.bind?.preload;
    if (spec?.kind === 'timestamp' && spec.param === 'end') writeValue(runtime, state, now);
  }
}

/** Identity of a record: a fresh one for a new record, and for a revision the old one as `deprecatedID`. */
export function identify(runtime: Runtime): void {
  const root = runtime.root.node;
  const instanceId = metaNode(root, 'instanceID');
  if (runtime.mode === 'edit') {
    metaNode(root, 'deprecatedID').text = instanceId.text;
    instanceId.text = `uuid:${runtime.options.uuid()}`;
  } else if (instanceId.text === '') {
    instanceId.text = `uuid:${runtime.options.uuid()}`;
  }
}

export function metaText(runtime: Runtime, name: string): string {
  const meta = runtime.root.node.children.find((child) => child.local === 'meta');
  return meta?.children.find((child) => child.local === name)?.text ?? '';
}
