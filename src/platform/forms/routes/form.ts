import { Readable } from 'node:stream';
import { decodeCursor, encodeCursor, routeUrl } from '@sojourn/route-contract';
import type { FastifyRequest } from 'fastify';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { type ContentStore, FileTooLarge, type ReceivedFile } from '#platform/files/contents.ts';
import { liesAboutType } from '#platform/files/domain/sniff.ts';
import { fileHeaders } from '#platform/files/file-headers.ts';
import { keepFile } from '#platform/files/keep.ts';
import { type Binding, type BindingOptions, bind } from '#platform/http/binding.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import * as contract from '../contract/form.ts';
import { mergedOutline } from '../merged-outline.ts';
import { changesBetween } from '../service/changes.ts';
import * as imports from '../service/import.ts';
import * as publish from '../service/publish.ts';
import * as forms from '../store/form.ts';
import * as formFiles from '../store/form-file.ts';
import * as versions from '../store/version.ts';
import { toSummary, toVersion } from './form-view.ts';
import { type FormsRouteConfig, iso } from './shared.ts';

async function getForm(tx: Tx, id: string): Promise<contract.Form> {
  const row = await forms.findForm(tx, id);
  if (!row) throw notFound('form');
  return { ...toSummary(row), versions: (await versions.listVersions(tx, id)).map(toVersion) };
}

/** Reads a raw body to a file before the transaction opens. */
async function receiveBody(
  request: FastifyRequest,
  folder: ContentStore,
  limit: number,
): Promise<ReceivedFile> {
  const body = request.body instanceof Readable ? request.body : request.raw;
  try {
    return await folder.receive(body, limit);
  } catch (error) {
    if (error instanceof FileTooLarge) {
      throw new Problem(413, 'forms.file_too_large', {
        detail: `The file is larger than ${Math.round(limit / 1e6)} MB.`,
        params: { limit: Math.round(limit / 1e6) },
      });
    }
    throw error;
  }
}

/** The name that the sender gives the body (`X-File-Name`, percent-encoded), fit for a file name; else the fallback. */
function fileNameOf(request: FastifyRequest, fallback: string): string {
  const given = request.headers['x-file-name'];
  if (typeof given !== 'string') return fallback;
  try {
    const name = decodeURIComponent(given)
      .replaceAll(/[/\\\p{Cc}]/gu, '_')
      .trim()
      .slice(0, 150);
    return name || fallback;
  } catch {
    return fallback;
  }
}

interface SentWorkbook {
  file: ReceivedFile;
  name: string;
  compiled: imports.CompiledWorkbook;
}

async function receiveWorkbook(
  request: FastifyRequest,
  folder: ContentStore,
  limit: number,
): Promise<SentWorkbook> {
  const file = await receiveBody(request, folder, limit);
  try {
    const name = fileNameOf(request, 'form.xlsx');
    return { file, name, compiled: await imports.compileWorkbook(await folder.readReceived(file), name) };
  } catch (error) {
    await folder.discard(file);
    throw error;
  }
}

const workbookBody = (folder: ContentStore): BindingOptions<SentWorkbook> => ({
  admitFirst: true,
  prepare: (request) => receiveWorkbook(request, folder, contract.importWorkbook.config.bodyLimit!),
  release: (sent) => folder.discard(sent.file),
});

const fileBody = (folder: ContentStore): BindingOptions<ReceivedFile> => ({
  prepare: (request) => receiveBody(request, folder, contract.uploadFile.config.bodyLimit!),
  release: (file) => folder.discard(file),
});

const importRoutes = ({ folder }: FormsRouteConfig): Binding[] => [
  bind(
    contract.compileWorkbook,
    (c) => imports.previewImport(c.tx, c.querystring.operationId, c.prepared.compiled),
    workbookBody(folder),
  ),
  bind(
    contract.importWorkbook,
    async (c) => {
      const { formId, versionId } = await imports.importWorkbook(
        c.tx,
        c.actor,
        {
          operationId: c.params.operationId,
          workbook: c.prepared.file,
          fileName: c.prepared.name,
          compiled: c.prepared.compiled,
          folder,
        },
        c.now,
      );
      return { form: await getForm(c.tx, formId), versionId, diagnostics: c.prepared.compiled.diagnostics };
    },
    workbookBody(folder),
  ),
];

const readRoutes: Binding[] = [
  bind(contract.listForms, async (c) => {
    const { limit, cursor, ...filter } = c.querystring;
    const [title, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const after = typeof title === 'string' && typeof id === 'string' ? { title, id } : undefined;
    const rows = await forms.listForms(c.tx, { ...filter, after, limit: limit + 1 });
    const items = rows.slice(0, limit).map(toSummary);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.title, last.id]) : null };
  }),
  bind(contract.getForm, (c) => getForm(c.tx, c.params.formId)),
  bind(contract.getVersion, async (c) => {
    const version = await publish.getVersion(c.tx, c.params.formId, c.params.versionId);
    const body = (await versions.findBody(c.tx, version.id))!;
    return {
      ...toVersion(version),
      outline: body.outline,
      diagnostics: body.diagnostics,
      files: (await formFiles.listFiles(c.tx, version.id)).map(toRequiredFile),
    };
  }),
  bind(contract.getDefinition, async (c) => {
    const versionId = c.querystring.versionId ?? (await versions.findNewestPublished(c.tx, c.params.formId));
    if (!versionId) throw notFound('version');
    const version = await publish.getVersion(c.tx, c.params.formId, versionId);
    const body = (await versions.findBody(c.tx, version.id))!;
    const files = await formFiles.listFiles(c.tx, version.id);
    return {
      formId: version.form_id,
      versionId,
      operationId: version.operation_id,
      xmlFormId: version.xml_form_id,
      version: version.version,
      state: version.state,
      title: version.title,
      xform: body.xform,
      model: body.model,
      outline: body.outline,
      files: files
        .filter((file) => file.blob !== null)
        .map(({ name }) => ({
          name,
          url: routeUrl(contract.downloadFile, { params: { formId: version.form_id, versionId, name } }),
        })),
    };
  }),
  bind(contract.diffVersions, async (c) => {
    const version = await publish.getVersion(c.tx, c.params.formId, c.params.versionId);
    const all = await versions.listVersions(c.tx, c.params.formId);
    const earlier = c.querystring.against
      ? all.find((v) => v.id === c.querystring.against)
      : all[all.findIndex((v) => v.id === version.id) + 1];
    const [before, after] = [
      earlier && (await versions.findOutline(c.tx, earlier.id)),
      await versions.findOutline(c.tx, version.id),
    ];
    if (c.querystring.against && !before) throw notFound('version');
    return {
      against: earlier?.version ?? null,
      changes: before && after ? changesBetween(before, after) : [],
    };
  }),
  bind(contract.listColumns, async (c) => {
    if (!(await forms.findFormPlace(c.tx, c.params.formId))) throw notFound('form');
    return mergedOutline(c.tx, c.params.formId);
  }),
];

const writeRoutes: Binding[] = [
  bind(contract.changeVersionState, async (c) => {
    await publish.changeVersionState(c.tx, c.actor, c.params, c.body, c.now);
    return getForm(c.tx, c.params.formId);
  }),
  bind(contract.deleteDraft, async (c) => {
    await publish.deleteDraft(c.tx, c.actor, c.params, c.now);
    return undefined;
  }),
];

const toRequiredFile = (file: formFiles.FormFileRow) => ({
  name: file.name,
  kind: file.kind,
  size: file.size,
  uploadedAt: iso(file.uploaded_at),
});

const fileRoutes = ({ folder }: FormsRouteConfig): Binding[] => [
  bind(contract.downloadWorkbook, async (c) => {
    const version = await publish.getVersion(c.tx, c.params.formId, c.params.versionId);
    const body = await versions.findBody(c.tx, version.id);
    if (!body?.workbook) throw notFound('workbook');
    const bytes = await folder.read(body.workbook);
    const head = {
      name: body.workbook_name,
      contentType: 'application/octet-stream',
      size: bytes.length,
      inline: false,
    };
    return { headers: fileHeaders(head), body: bytes };
  }),
  bind(contract.downloadXForm, async (c) => {
    const version = await publish.getVersion(c.tx, c.params.formId, c.params.versionId);
    const body = Buffer.from((await versions.findBody(c.tx, version.id))!.xform);
    const name = `${version.xml_form_id}.xml`;
    return {
      headers: {
        ...fileHeaders({ name, contentType: 'text/xml', size: body.length, inline: false }),
        'content-type': 'text/xml; charset=utf-8',
      },
      body,
    };
  }),
  bind(
    contract.uploadFile,
    async (c) => {
      const { formId, versionId, name } = c.params;
      const version = await publish.getVersion(c.tx, formId, versionId);
      if (version.state === 'retired') throw notFound('version');
      if (liesAboutType(c.prepared.contentType, undefined, name)) {
        throw new Problem(415, 'forms.file_lies', {
          detail: `The file "${name}" is not what it says: its content is ${c.prepared.contentType}.`,
          params: { name, found: c.prepared.contentType },
        });
      }
      await keepFile(c.tx, folder, c.prepared);
      const row = await formFiles.putFormFile(c.tx, versionId, { ...c.prepared, name, now: c.now });
      if (!row) throw notFound('file of the form');
      await audit(c.tx, c.actor, {
        action: 'forms.file_uploaded',
        entity: 'forms.form',
        entityId: formId,
        officeId: version.office_id,
        operationId: version.operation_id,
        after: { versionId, name, sha256: c.prepared.sha256.toString('hex') },
        at: c.now,
      });
      return toRequiredFile(row);
    },
    fileBody(folder),
  ),
  bind(contract.downloadFile, async (c) => {
    const file = await formFiles.findFile(c.tx, c.params.versionId, c.params.name);
    if (!file?.blob || file.form_id !== c.params.formId) throw notFound('file');
    const contentType = file.content_type ?? 'application/octet-stream';
    return {
      headers: {
        ...fileHeaders({
          name: file.name,
          contentType,
          size: file.size ?? 0,
          inline: /^(image|audio|video)\/(?!svg)/.test(contentType),
        }),
        'cache-control': 'private, no-cache',
      },
      body: folder.open(file.blob),
    };
  }),
];

export const formRoutes = (config: FormsRouteConfig): Binding[] => [
  ...readRoutes,
  ...writeRoutes,
  ...importRoutes(config),
  ...fileRoutes(config),
];
