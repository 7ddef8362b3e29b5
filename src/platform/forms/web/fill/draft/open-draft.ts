import { CallError, type RouteOutput, routeUrl } from '@sojourn/route-contract';
import { writtenAt } from '#platform/offline/domain.ts';
import { twice } from '#platform/offline/web/second-copy.ts';
import { call } from '#platform/ui/call.ts';
import { randomUuid } from '#platform/ui/random-uuid.ts';
import { createStore, type Store } from '#platform/ui/store.ts';
import { downloadAttachment, getRecord, getSubmissionXml } from '../../../contract/record.ts';
import type { FileStore } from '../engine/files.ts';
import type { OpenForm } from '../engine/form-context.tsx';
import { languageNear } from '../engine/language.ts';
import { type LoadedForm, loadForm } from '../engine/load.ts';
import { openAt } from '../engine/open.ts';
import { progressOf } from '../engine/pages.ts';
import { freshSeed } from './chance.ts';
import { askToKeep, asRow, type Definition, type Draft, fillDatabase } from './database.ts';
import { findDraft, findLastSaved, findRevision, listFiles, listSteps, putStep } from './drafts.ts';
import { type Hold, holdDraft } from './hold.ts';
import { type Noted, placeOf, type Step } from './journal.ts';
import { keepTail, readTail, unwrittenOf, withUnwritten } from './tail.ts';
import { withVersion } from './versions.ts';
import { createWriter, type Writer, type WriteState } from './writer.ts';

export interface Asked {
  readonly accountId: string;
  readonly person: { readonly username: string; readonly email: string };
  /** Language in which the person reads the product. */
  readonly reader: string;
  readonly formId: string;
  readonly draftId: string;
  readonly versionId?: string;
  /** A record of the server to be revised. */
  readonly recordId?: string;
}

/** A form that is open on this device, kept as it is typed. */
export interface Filling {
  readonly form: OpenForm;
  readonly definition: Definition;
  readonly draft: Draft;
  /** Restored from this device. */
  readonly restored: boolean;
  /** Answers of the draft that the form no longer took. */
  readonly lost: number;
  /** The record was changed on the server after this revision of it began. */
  readonly stale: boolean;
  readonly saved: Store<WriteState>;
  /** A version that takes no records: to look at, nothing is kept. */
  readonly trial: boolean;
  /** Which tab writes to the draft; the others only show it. */
  readonly hold: Hold;
  setPlace(place: string): void;
  setLanguage(language: string): void;
  /** Fixes the record as it is to be sent. */
  finish(): Promise<void>;
  close(): void;
}

/** Opens a new record, a draft of this device, or a revision of a record of the server. */
export async function openDraft(asked: Asked): Promise<Filling> {
  const hold = await holdDraft(`${asked.accountId} ${asked.recordId ?? asked.draftId}`, randomUuid());
  try {
    return await openHeld(asked, hold);
  } catch (error) {
    hold.release();
    throw error;
  }
}

async function openHeld(asked: Asked, hold: Hold): Promise<Filling> {
  const { accountId, formId, recordId } = asked;
  const found = recordId
    ? await quietly(findRevision(accountId, formId, recordId))
    : await quietly(findDraft(accountId, asked.draftId));
  const tail = readTail(found?.id ?? asked.draftId);
  const kept = found ?? (tail?.draft.accountId === accountId ? tail.draft : undefined);
  const revising = recordId ? await readRecord(recordId, kept) : undefined;
  const loaded = await loadVersion(
    asked,
    kept?.versionId ?? asked.versionId ?? revising?.versionId,
    revising,
  );
  const draft = kept ?? (await newDraft(asked, loaded.definition, revising));
  const [stored, blobs] = await readKept(kept);
  const unwritten = kept ? unwrittenOf(stored, tail?.steps ?? []) : [];
  const steps = withUnwritten(stored, unwritten);
  const stale = revising !== undefined && draft.revised?.instanceId !== revising.instanceId;
  return assemble({
    asked,
    loaded,
    draft,
    steps,
    blobs,
    restored: kept !== undefined,
    stale,
    revising,
    unwritten,
    hold,
  });
}

async function readKept(kept: Draft | undefined): Promise<[Noted[], Map<string, Blob>]> {
  const read = kept && (await quietly(Promise.all([listSteps(kept.id), listFiles(kept.id)])));
  return read ?? [[], new Map()];
}

/**
 * A browser without storage (a private window) can still fill and send. Where there is a store that the server would not
 * open now, an empty form would look as if all that was typed were lost: that is said instead.
 */
const quietly = <T>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (error instanceof CallError) throw error;
    return undefined;
  });

interface Revising {
  readonly versionId: string;
  readonly instanceId: string;
  readonly xml: string;
  readonly files: ReadonlyMap<string, string>;
}

async function readRecord(recordId: string, kept: Draft | undefined): Promise<Revising | undefined> {
  let record: RouteOutput<typeof getRecord>;
  try {
    record = await call(getRecord, { params: { recordId } });
  } catch (error) {
    // A revision that was begun goes on without a link.
    if (kept) return undefined;
    throw error;
  }
  const current = record.submissions.find((one) => one.current) ?? record.submissions[0]!;
  const files = new Map(
    record.files
      .filter(({ received }) => received)
      .map(({ id, name }) => [
        name,
        routeUrl(downloadAttachment, { params: { recordId, attachmentId: id } }),
      ]),
  );
  const known = kept?.revised?.instanceId === current.instanceId ? kept.revised.xml : undefined;
  const xml = known ?? (await readXml(recordId, current.id));
  return { versionId: record.versionId, instanceId: current.instanceId, xml, files };
}

async function readXml(recordId: string, submissionId: string): Promise<string> {
  const answer: unknown = await call(getSubmissionXml, { params: { recordId, submissionId } });
  return answer instanceof Blob ? answer.text() : String(answer);
}

/** A record of a version that takes no more submissions is revised in the newest one that does. */
async function loadVersion(
  { accountId, formId }: Asked,
  versionId: string | undefined,
  revising: Revising | undefined,
): Promise<LoadedForm> {
  const loaded = await loadForm(accountId, formId, versionId);
  if (!revising || loaded.definition.state === 'published') return loaded;
  loaded.release();
  return loadForm(accountId, formId);
}

async function newDraft(
  asked: Asked,
  definition: Definition,
  revising: Revising | undefined,
): Promise<Draft> {
  const { accountId, formId, draftId, recordId } = asked;
  const lastSaved = await quietly(findLastSaved(accountId, formId));
  // The id may stand in an address that somebody else of this device left behind.
  const taken = recordId !== undefined || (await quietly(findDraft(accountId, draftId))) !== undefined;
  const now = Date.now();
  return {
    id: taken ? randomUuid() : draftId,
    accountId,
    formId,
    versionId: definition.versionId,
    version: definition.version,
    state: 'open',
    name: '',
    answered: 0,
    startedAt: now,
    updatedAt: now,
    seed: freshSeed(),
    language: '',
    place: '',
    ...(lastSaved ? { lastSaved } : {}),
    ...(revising && recordId
      ? {
          revised: {
            recordId,
            instanceId: revising.instanceId,
            xml: withVersion(revising.xml, definition.version),
          },
        }
      : {}),
  };
}

interface Parts {
  asked: Asked;
  loaded: LoadedForm;
  draft: Draft;
  steps: Noted[];
  blobs: Map<string, Blob>;
  restored: boolean;
  stale: boolean;
  revising: Revising | undefined;
  hold: Hold;
  /** Steps that the tab died with before the database had them. */
  unwritten: readonly Noted[];
}

/** Numbers the steps and writes each twice: at once where it survives the tab, then into the database. */
function createJournal(draft: Draft, steps: readonly Noted[], writer: Writer | undefined) {
  const tail = keepTail(draft);
  let last = steps.at(-1);
  const write = (noted: Noted): void => {
    if (!writer) return;
    tail.note(noted);
    writer.write(`step ${noted.seq}`, async () => {
      await putStep(draft.id, noted.seq, noted.step);
      tail.confirm(noted);
    });
  };
  return {
    begun: () => last !== undefined,
    write,
    note: (step: Step, whole: boolean): void => {
      if (!last && writer) askToKeep();
      last = {
        seq: placeOf(last, step, whole),
        step: { ...step, at: writtenAt(step.at, last?.step.at) },
      };
      write(last);
    },
  };
}

function assemble(parts: Parts): Filling {
  const { asked, loaded, draft, blobs, steps, hold } = parts;
  const { definition } = loaded;
  const trial = definition.state !== 'published' && !parts.restored;
  const saved = createStore<WriteState>('saved');
  const writer = createWriter((state) => saved.set(state));
  hold.settles(() => writer.settled());
  const writes = (): boolean => !trial && hold.state.get() === 'mine';
  const keep = (): void => {
    if (!writes()) return;
    writer.write('draft', async () => {
      Object.assign(draft, summaryOf(form), { updatedAt: Date.now() });
      await twice(fillDatabase().draft.put(draft));
    });
  };
  const journal = createJournal(draft, steps, trial ? undefined : writer);
  if (draft.language === '') draft.language = languageNear(languagesIn(definition), asked.reader) ?? '';
  const { form, lost } = openParts(parts, (step, whole) => {
    if (!trial && !writes()) return;
    journal.note(step, whole);
    keep();
  });
  if (parts.unwritten.length > 0 && writes()) {
    for (const noted of parts.unwritten) journal.write(noted);
    keep();
  }
  return {
    form,
    definition,
    draft,
    restored: parts.restored,
    lost,
    stale: parts.stale,
    saved,
    trial,
    setPlace: (place) => {
      draft.place = place;
      if (journal.begun()) keep();
    },
    setLanguage: (language) => {
      draft.language = language;
      if (journal.begun()) keep();
    },
    finish: async () => {
      await writer.settled();
      const names = form.session.attachments().map(({ fileName }) => fileName);
      Object.assign(draft, summaryOf(form), {
        xml: form.session.serialize(),
        instanceId: form.session.instanceId,
        files: names.filter((name) => blobs.has(name)),
        state: 'ready',
        problem: undefined,
        updatedAt: Date.now(),
      });
      await twice(fillDatabase().draft.put(draft));
    },
    hold,
    close: () => {
      hold.release();
      loaded.release();
    },
  };
}

function openParts(parts: Parts, note: (step: Step, whole: boolean) => void) {
  const { asked, loaded, draft, steps, blobs } = parts;
  const kind = loaded.definition.state !== 'published' && !parts.restored ? 'memory' : 'kept';
  return openAt({
    xform: loaded.definition.xform,
    resources: (uri) => (uri.includes('last-saved') ? draft.lastSaved : loaded.resource(uri)),
    mediaUrl: loaded.mediaUrl,
    mediaBlob: loaded.mediaBlob,
    files: fileStore(draft.id, blobs, kind, parts.revising?.files),
    seed: draft.seed,
    startedAt: draft.startedAt,
    steps: steps.map(({ step }) => step),
    language: draft.language || undefined,
    person: asked.person,
    ...(draft.revised ? { record: { xml: draft.revised.xml, mode: 'edit' as const } } : {}),
    note,
  });
}

const languagesIn = (definition: Definition): readonly string[] => definition.outline.languages;

const summaryOf = (form: OpenForm) => ({
  name: form.session.instanceName,
  answered: progressOf(form.session.root).answered,
});

function fileStore(
  draftId: string,
  blobs: Map<string, Blob>,
  kind: 'kept' | 'memory',
  remote: ReadonlyMap<string, string> | undefined,
): FileStore {
  return {
    get: (name) => blobs.get(name) ?? remote?.get(name),
    put: async (name, blob) => {
      if (kind === 'kept') await fillDatabase().file.put({ draftId, name, ...(await asRow(blob)) });
      blobs.set(name, blob);
    },
  };
}
