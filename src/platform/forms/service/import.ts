import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { compileXlsForm, type FormModel } from '@sojourn/xlsform';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { ContentStore, ReceivedFile } from '#platform/files/contents.ts';
import { keepFile } from '#platform/files/keep.ts';
import { conflict, notFound, Problem } from '#platform/http/problem.ts';
import type { Compilation } from '../contract/form.ts';
import type { FormDiagnostic, Outline } from '../contract/shapes.ts';
import { outlineOf } from '../outline.ts';
import * as forms from '../store/form.ts';
import * as formFiles from '../store/form-file.ts';
import * as versions from '../store/version.ts';
import { changesBetween } from './changes.ts';
import { findBrokenLogic } from './check-logic.ts';

/** A workbook that compiled. */
interface CompiledForm {
  xmlFormId: string;
  title: string;
  version: string;
  outline: Outline;
  xform: string;
  xformMd5: string;
  model: FormModel;
  files: { name: string; kind: string; content?: string | undefined }[];
}

export interface CompiledWorkbook {
  diagnostics: FormDiagnostic[];
  form: CompiledForm | undefined;
}

/** Compiles a workbook; what is wrong stands in the diagnostics, each with its sheet, row and column. */
export async function compileWorkbook(bytes: Buffer, fileName: string): Promise<CompiledWorkbook> {
  const result = await compileXlsForm(bytes, { fileName, strict: true });
  const diagnostics = result.diagnostics.map((d) => structuredClone(d) as FormDiagnostic);
  if (!result.ok || !result.model || result.xform === undefined) return { diagnostics, form: undefined };
  const { model, xform } = result;
  const broken = findBrokenLogic(model, xform);
  if (broken)
    return { diagnostics: [structuredClone(broken) as FormDiagnostic, ...diagnostics], form: undefined };
  return {
    diagnostics,
    form: {
      xmlFormId: model.formId,
      title: model.title || model.formId,
      version: model.version,
      outline: outlineOf(model),
      xform,
      xformMd5: createHash('md5').update(xform).digest('hex'),
      model,
      files: result.files.map(({ name, kind, content }) => ({ name, kind, content })),
    },
  };
}

interface Existing {
  formId: string;
  title: string;
  newest: versions.VersionRow | undefined;
  same: versions.VersionRow | undefined;
}

async function findExisting(tx: Tx, operationId: string, form: CompiledForm): Promise<Existing | undefined> {
  const found = await forms.findFormByXmlId(tx, operationId, form.xmlFormId);
  if (!found) return undefined;
  const rows = await versions.listVersions(tx, found.id);
  return {
    formId: found.id,
    title: found.title,
    newest: rows[0],
    same: rows.find((row) => row.version === form.version),
  };
}

/** Why a workbook that compiles may not be stored; undefined when it may. */
function refusalOf(
  form: CompiledForm,
  existing: Existing | undefined,
): { code: string; message: string } | undefined {
  const same = existing?.same;
  if (!same || same.state === 'draft' || same.xform_md5 === form.xformMd5) return undefined;
  return {
    code: 'forms.version_exists',
    message: `Version "${form.version}" of this form exists already with other content and is ${same.state}: write another "version" in the settings sheet.`,
  };
}

/** What an import would do, without doing it. */
export async function previewImport(
  tx: Tx,
  operationId: string | undefined,
  { diagnostics, form }: CompiledWorkbook,
): Promise<Compilation> {
  if (!form) {
    return { ok: false, diagnostics, compiled: null, existing: null, changes: [], refusal: null };
  }
  const existing = operationId ? await findExisting(tx, operationId, form) : undefined;
  const before = existing?.newest && (await versions.findOutline(tx, existing.newest.id));
  const { xformMd5: _, files, ...compiled } = form;
  return {
    ok: true,
    diagnostics,
    compiled: { ...compiled, files: files.map(({ name, kind }) => ({ name, kind })) },
    existing: existing
      ? { formId: existing.formId, title: existing.title, latestVersion: existing.newest?.version ?? '' }
      : null,
    changes: before ? changesBetween(before, form.outline) : [],
    refusal: refusalOf(form, existing) ?? null,
  };
}

export interface ImportInput {
  operationId: string;
  workbook: ReceivedFile;
  fileName: string;
  compiled: CompiledWorkbook;
  folder: ContentStore;
}

/**
 * Stores a workbook as a draft version. The same workbook again changes nothing; a draft of the same version is
 * replaced; a version that was tested or published keeps its content for ever.
 */
export async function importWorkbook(
  tx: Tx,
  actor: Actor,
  input: ImportInput,
  now: Date,
): Promise<{ formId: string; versionId: string }> {
  const { form, diagnostics } = input.compiled;
  if (!form) throw doesNotCompile(diagnostics);
  const officeId = await forms.findOperationOffice(tx, input.operationId);
  if (!officeId) throw notFound('operation');
  const existing = await findExisting(tx, input.operationId, form);
  const refusal = refusalOf(form, existing);
  if (refusal) throw conflict(refusal.code, refusal.message, { version: form.version });
  if (existing?.same?.xform_md5 === form.xformMd5)
    return { formId: existing.formId, versionId: existing.same.id };
  const place = { operationId: input.operationId, officeId };
  const formId =
    existing?.formId ??
    (await forms.insertForm(tx, {
      ...place,
      xmlFormId: form.xmlFormId,
      title: form.title,
      createdBy: actor.accountId,
    }));
  await keepFile(tx, input.folder, input.workbook);
  const previousId = existing?.newest?.id;
  const versionId = await storeVersion(
    tx,
    actor,
    { ...input, form, formId, previousId, replaced: existing?.same?.id },
    now,
  );
  await audit(tx, actor, {
    action: 'forms.version_imported',
    entity: 'forms.form',
    entityId: formId,
    ...place,
    after: {
      versionId,
      version: form.version,
      xmlFormId: form.xmlFormId,
      workbook: input.workbook.sha256.toString('hex'),
      replaced: existing?.same?.id ?? null,
    },
    at: now,
  });
  return { formId, versionId };
}

interface VersionToStore extends ImportInput {
  form: CompiledForm;
  formId: string;
  previousId: string | undefined;
  replaced: string | undefined;
}

async function storeVersion(tx: Tx, actor: Actor, input: VersionToStore, now: Date): Promise<string> {
  const { form, formId, operationId, previousId, replaced } = input;
  const content = {
    title: form.title,
    workbook: input.workbook.sha256,
    workbookName: input.fileName,
    xform: form.xform,
    xformMd5: form.xformMd5,
    model: form.model,
    outline: form.outline,
    diagnostics: input.compiled.diagnostics,
  };
  const id =
    replaced ??
    (await versions.insertVersion(tx, {
      ...content,
      formId,
      operationId,
      version: form.version,
      createdBy: actor.accountId,
    }));
  if (replaced) await versions.replaceDraft(tx, replaced, content);
  await formFiles.expectFormFiles(tx, { id, operationId, previousId }, form.files);
  for (const { name, content: text } of form.files) {
    if (text !== undefined)
      await storeGenerated(tx, input.folder, { versionId: id, name, content: text }, now);
  }
  return id;
}

async function storeGenerated(
  tx: Tx,
  folder: ContentStore,
  file: { versionId: string; name: string; content: string },
  now: Date,
): Promise<void> {
  const received = await folder.receive(Readable.from([Buffer.from(file.content)]), 100_000_000);
  await keepFile(tx, folder, received);
  await folder.discard(received);
  await formFiles.putFormFile(tx, file.versionId, { ...received, name: file.name, now });
}

const doesNotCompile = (diagnostics: readonly FormDiagnostic[]): Problem => {
  const errors = diagnostics.filter((d) => d.severity === 'error');
  return new Problem(422, 'forms.workbook_errors', {
    detail:
      `The workbook has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; nothing was stored. ${errors[0]?.message ?? ''}`.trim(),
    params: { count: errors.length },
    errors: errors.slice(0, 50).map((d) => ({
      path: [d.sheet, d.row, d.column?.letter].filter((part) => part !== undefined).join('.') || 'body',
      code: d.code,
      message: d.message,
      params: d.params,
    })),
  });
};
