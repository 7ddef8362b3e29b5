import type { FormDefinition } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import { createDocument } from '../xml/tree.ts';
import { runEverywhere } from './actions.ts';
import { attach } from './attach.ts';
import { announce, settle } from './flush.ts';
import { createHost } from './host.ts';
import { loadRecord, newRecord } from './load.ts';
import { identify, preload } from './meta.ts';
import { createGraph, source } from './reactive.ts';
import type { NodeState, Runtime } from './state.ts';
import type { OpenFormOptions } from './types.ts';

/** Builds the running form and brings it to rest. */
export function openRuntime(definition: FormDefinition, options: OpenFormOptions): Runtime {
  const mode = options.mode ?? (options.instanceXml === undefined ? 'new' : 'edit');
  if (mode !== 'new' && options.instanceXml === undefined) {
    throw new FormEngineError('session.not-allowed', `Mode ${mode} needs a record.`);
  }
  const record =
    mode === 'new'
      ? newRecord(definition)
      : loadRecord(definition, options.instanceXml ?? '', mode === 'view');
  const runtime: Runtime = {
    definition,
    options,
    mode,
    graph: createGraph(),
    document: createDocument(record),
    root: undefined as unknown as NodeState,
    states: new Map(),
    ranges: new Map(),
    views: new Map(),
    viewCells: new Map(),
    aliases: new Map(),
    language: source(languageFor(definition, options.language)),
    host: createHost(() => runtime, options),
    pending: { calculations: [], ranges: [], gates: [], changed: [] },
    listeners: new Map(),
    versions: new Map(),
    touched: new Set(),
    flipped: new Set(),
    version: 0,
    ready: false,
    dirty: false,
    flushing: false,
  };
  runtime.root = attach(runtime, record, definition.model, undefined, definition.model.ref);
  start(runtime);
  return runtime;
}

function start(runtime: Runtime): void {
  if (runtime.mode === 'new') preload(runtime);
  if (runtime.mode !== 'view') identify(runtime);
  if (runtime.mode === 'new') {
    runEverywhere(runtime, 'xforms-ready');
    runEverywhere(runtime, 'odk-instance-first-load');
  }
  if (runtime.mode !== 'view') runEverywhere(runtime, 'odk-instance-load');
  settle(runtime);
  announce(runtime);
  runtime.ready = true;
}

export function languageFor(definition: FormDefinition, wanted: string | undefined): string {
  const { languages, defaultLanguage } = definition;
  if (wanted === undefined) return defaultLanguage;
  if (languages.includes(wanted)) return wanted;
  // Hosts speak of `fr`, forms of `French (fr)`.
  return (
    languages.find((language) => language.toLowerCase().endsWith(`(${wanted.toLowerCase()})`)) ??
    defaultLanguage
  );
}
