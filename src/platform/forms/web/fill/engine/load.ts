import { CallError, type RouteInput } from '@sojourn/route-contract';
import { call } from '#platform/ui/call.ts';
import { downloadFile, getDefinition } from '../../../contract/form.ts';
import { asBlob, asRow, type Definition, fillDatabase, openFill } from '../draft/database.ts';
import { type FormFiles, readFiles } from './form-files.ts';

/** A form with the files that it needs, from the server or, without a link, from this device. */
export interface LoadedForm extends FormFiles {
  readonly definition: Definition;
}

/** Loads a version of a form; the newest published one when none is named. */
export async function loadForm(accountId: string, formId: string, versionId?: string): Promise<LoadedForm> {
  const definition = await loadDefinition(accountId, formId, versionId);
  const files = new Map<string, Blob>();
  await Promise.all(
    definition.files.map(async ({ name }) => {
      const blob = await loadFile(definition, name);
      if (blob) files.set(name, blob);
    }),
  );
  return { definition, ...(await readFiles(files)) };
}

/** Keeps the newest published version with its files. */
export async function keepForm(accountId: string, formId: string): Promise<void> {
  (await loadForm(accountId, formId)).release();
}

const isOffline = (error: unknown): boolean =>
  error instanceof CallError && (error.status === 0 || error.status >= 500);

async function loadDefinition(accountId: string, formId: string, versionId?: string): Promise<Definition> {
  try {
    const input: RouteInput<typeof getDefinition> = {
      params: { formId },
      querystring: versionId ? { versionId } : {},
    };
    const definition = await call(getDefinition, input);
    await keepDefinition(accountId, definition);
    return definition;
  } catch (error) {
    const kept = isOffline(error) ? await findDefinition(accountId, formId, versionId) : undefined;
    if (!kept) throw error;
    return kept;
  }
}

/** A device that has no room still fills the form while there is a link. */
async function keepDefinition(accountId: string, definition: Definition): Promise<void> {
  const { versionId, formId } = definition;
  await openFill(accountId)
    .then((database) => database.definition.put({ accountId, versionId, formId, at: Date.now(), definition }))
    .catch(() => undefined);
}

async function findDefinition(accountId: string, formId: string, versionId?: string) {
  const database = await openFill(accountId).catch(() => undefined);
  if (versionId) return (await database?.definition.get([accountId, versionId]))?.definition;
  const kept = await database?.definition.where({ accountId, formId }).sortBy('at');
  return kept?.findLast(({ definition }) => definition.state === 'published')?.definition;
}

async function keepFile(versionId: string, name: string, blob: Blob): Promise<void> {
  const row = { versionId, name, ...(await asRow(blob)) };
  // Thrown too where no store is open.
  await Promise.resolve()
    .then(() => fillDatabase().resource.put(row))
    .catch(() => undefined);
}

async function findFile(versionId: string, name: string): Promise<Blob | undefined> {
  const row = await Promise.resolve()
    .then(() => fillDatabase().resource.get([versionId, name]))
    .catch(() => undefined);
  return row && asBlob(row);
}

async function loadFile({ formId, versionId }: Definition, name: string): Promise<Blob | undefined> {
  try {
    const answer: unknown = await call(downloadFile, { params: { formId, versionId, name } });
    // The client has parsed what the server calls JSON.
    const blob = answer instanceof Blob ? answer : new Blob([JSON.stringify(answer)]);
    await keepFile(versionId, name, blob);
    return blob;
  } catch {
    // Without this picture or list the form can still be filled; the engine treats its list as empty.
    return findFile(versionId, name);
  }
}
