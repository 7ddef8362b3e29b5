import {
  type FormDefinition,
  FormEngineError,
  type FormSession,
  type HostRequest,
  type OpenFormOptions,
  openForm,
  parseXForm,
} from '@sojourn/form-engine';
import { createStore } from '#platform/ui/store.ts';
import { chanceFrom } from '../draft/chance.ts';
import { perform, replay, type Step } from '../draft/journal.ts';
import { type FileStore, fileNameFor } from './files.ts';
import type { OpenForm } from './form-context.tsx';
import { createReveal } from './reveal.ts';
import { keepsHistory, watchedNames } from './watched.ts';

export interface Opening {
  readonly xform: string;
  /** Text of files that the form reads choices from. */
  readonly resources: (uri: string) => string | undefined;
  readonly mediaUrl: (uri: string) => string | undefined;
  readonly mediaBlob: (uri: string) => Blob | undefined;
  readonly files: FileStore;
  readonly seed: string;
  /** ms since 1970: when the person began. */
  readonly startedAt: number;
  /** What was done so far. */
  readonly steps: readonly Step[];
  readonly language: string | undefined;
  readonly person?: { readonly username: string; readonly email: string };
  readonly record?: { readonly xml: string; readonly mode: 'edit' | 'view' };
  /** Told of every step; `whole` when the step may not be merged with the one before. */
  readonly note: (step: Step, whole: boolean) => void;
  readonly now?: () => number;
}

export interface Opened {
  readonly form: OpenForm;
  /** Steps that the form no longer took. */
  readonly lost: number;
}

let opened = 0;

/**
 * Opens a form and brings it to where the person left it. The clock stands at the time of each step while the steps
 * are done again, and chance is that of the draft, so that the form computes what it computed then.
 * @throws FormEngineError for an XForm that cannot be run
 */
export function openAt(opening: Opening): Opened {
  const definition = parseXForm(opening.xform, { resources: opening.resources });
  const clock = createClock(opening.now ?? Date.now);
  const chance = chanceFrom(opening.seed);
  const requests: HostRequest[] = [];
  let answer = (request: HostRequest): unknown => requests.push(request);
  clock.hold(opening.startedAt);
  const session = openForm(definition, {
    ...recordOptions(opening),
    ...(opening.language ? { language: opening.language } : {}),
    ...opening.person,
    now: clock.now,
    uuid: chance.uuid,
    random: chance.random,
    onRequest: (request) => answer(request),
  });
  const lost = replay(session, opening.steps, clock.hold);
  clock.hold(undefined);
  const form = operate(definition, session, opening, requests);
  if (opening.steps.length === 0) for (const request of requests) answerRequest(form, request);
  // From here on a question that was answered may ask for the place (`background-geopoint`).
  answer = (request) => answerRequest(form, request);
  return { form, lost };
}

function recordOptions({ record }: Opening): Partial<OpenFormOptions> {
  return record ? { mode: record.mode, instanceXml: record.xml } : { mode: 'new' };
}

function createClock(real: () => number) {
  let held: number | undefined;
  return {
    now: () => new Date(held ?? real()),
    hold: (at: number | undefined): void => {
      held = at;
    },
  };
}

function operate(
  definition: FormDefinition,
  session: FormSession,
  opening: Opening,
  requests: readonly HostRequest[],
): OpenForm {
  const { note, files, mediaUrl, mediaBlob, now = Date.now } = opening;
  const sound = requests.find(({ kind }) => kind === 'recordaudio');
  const watched = watchedNames(definition);
  const broken = createStore(false);
  const refusals = createStore<ReadonlyMap<string, string>>(new Map());
  const act = <T>(step: Step, run: () => T): T | undefined => {
    try {
      const result = run();
      const ref = session.node(step.id)?.ref;
      note(step, ref === undefined || keepsHistory(definition, watched, ref));
      return result;
    } catch (error) {
      if (!(error instanceof FormEngineError)) throw error;
      broken.set(error.code === 'form.endless-actions');
      return undefined;
    }
  };
  const set = (id: string, value: string): void => {
    if (session.node(id)?.value === value) return;
    const step: Step = { at: now(), do: 'set', id, value };
    act(step, () => perform(session, step));
    if (refusals.get().has(id)) refusals.set(new Map([...refusals.get()].filter(([key]) => key !== id)));
  };
  opened += 1;
  const language = createStore(session.language);
  return {
    definition,
    session,
    files,
    reveal: createReveal(),
    refusals,
    broken,
    language,
    prefix: `f${opened}`,
    mediaUrl,
    mediaBlob,
    background: sound && { nodeId: sound.nodeId, quality: sound.attributes.quality },
    set,
    add: (id) => act({ at: now(), do: 'add', id }, () => session.addRepeat(id)),
    remove: (id) => {
      act({ at: now(), do: 'remove', id }, () => session.removeRepeat(id));
    },
    speak: (name) => {
      session.setLanguage(name);
      language.set(session.language);
    },
    attach: async (node, blob) => {
      const name = fileNameFor(node.ref?.split('/').at(-1) ?? '', blob, now());
      await files.put(name, blob);
      set(node.id, name);
    },
  };
}

/** `start-geopoint` and the like: the device says where it is, if the person lets it; without an answer it stays empty. */
function answerRequest(form: OpenForm, request: HostRequest): void {
  if (request.kind !== 'setgeopoint') return;
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => {
      const { latitude, longitude, altitude, accuracy } = coords;
      form.set(request.nodeId, [latitude, longitude, altitude ?? 0, accuracy].join(' '));
    },
    () => undefined,
    { enableHighAccuracy: true, timeout: 60_000, maximumAge: 60_000 },
  );
}
