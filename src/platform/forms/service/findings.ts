import {
  type FormDefinition,
  parseXForm,
  type SubmissionFault,
  validateSubmission,
} from '@sojourn/form-engine';
import type { Tx } from '#platform/db/tx.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import type { FormRecord } from '../contract/record.ts';
import { listFiles } from '../store/form-file.ts';
import { findSubmissionXml, type RecordRow } from '../store/record.ts';
import { findBody } from '../store/version.ts';
import { within } from './within.ts';

const MOST_KEPT = 20;
const MOST_FINDINGS = 100;
/** Definitions are dear to make and never change once records name them. */
const kept = new Map<string, FormDefinition>();
/** Beyond this a check would hold the server up; such records are looked at in the field tool itself. */
const LONGEST_XML = 1_000_000;
const LONGEST_MS = 500;
const LARGEST_LIST = 5_000_000;

/**
 * Answers that break a rule of their form, found when a record is looked at. They never kept it out: what the field saw
 * is worth more than our rules, and the officer decides.
 */
export async function findingsOf(
  tx: Tx,
  folder: ContentStore,
  row: RecordRow,
): Promise<FormRecord['findings']> {
  const xml = await findSubmissionXml(tx, row.id, row.submission_id);
  if (xml === undefined || xml.length > LONGEST_XML) return [];
  const definition = await definitionOf(tx, folder, row.version_id);
  if (!definition) return [];
  const found = within(LONGEST_MS, () =>
    inEveryLanguage(definition, (language) =>
      validateSubmission(definition, xml, {
        now: () => row.received_at,
        ...(language === undefined ? {} : { language }),
      }).errors.slice(0, MOST_FINDINGS),
    ),
  );
  return found ?? [];
}

/** The form says what is wrong in its own languages; the reader chooses among them. */
function inEveryLanguage(
  definition: FormDefinition,
  errorsIn: (language?: string) => readonly SubmissionFault[],
): FormRecord['findings'] {
  const errors = errorsIn();
  if (!errors.some(({ message }) => message)) return errors.map((error) => finding(error, {}));
  const said = definition.languages.map((language) => [language, errorsIn(language)] as const);
  return errors.map((error, index) => {
    const messages = said.map(([language, all]) => [language, all[index]?.message ?? ''] as const);
    return finding(error, Object.fromEntries(messages.filter(([, message]) => message)));
  });
}

const finding = (error: SubmissionFault, messages: Record<string, string>) => ({
  path: error.nodeId.replace(/^\/[^/]+\//, ''),
  code: error.kind,
  message: error.message,
  messages,
});

async function definitionOf(
  tx: Tx,
  folder: ContentStore,
  versionId: string,
): Promise<FormDefinition | undefined> {
  const found = kept.get(versionId);
  if (found) return found;
  const body = await findBody(tx, versionId);
  if (!body) return undefined;
  const files = new Map<string, string>();
  for (const file of await listFiles(tx, versionId)) {
    if (file.kind !== 'data' && file.kind !== 'generated') continue;
    // Without its lists a form would call every choice wrong: it is not checked at all.
    if (!file.blob || (file.size ?? 0) > LARGEST_LIST) return undefined;
    files.set(file.name, (await folder.read(file.blob)).toString('utf8'));
  }
  try {
    const definition = parseXForm(body.xform, {
      resources: (src) => files.get(src.slice(src.lastIndexOf('/') + 1)),
    });
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(versionId, definition);
    return definition;
  } catch {
    // What the engine cannot read it cannot check; the records are shown all the same.
    return undefined;
  }
}
