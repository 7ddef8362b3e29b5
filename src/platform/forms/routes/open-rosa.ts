import type { FastifyRequest } from 'fastify';
import type { ContentStore } from '#platform/files/contents.ts';
import { fileHeaders } from '#platform/files/file-headers.ts';
import { escapeXml } from '#platform/files/xml.ts';
import { type Binding, type BindingOptions, bind, type RawAnswer } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/open-rosa.ts';
import { type SentSubmission, submissionBody } from '../multipart.ts';
import {
  hostOf,
  openRosaHeaders,
  openRosaMessage,
  requireOpenRosa,
  sendOpenRosaProblem,
  xmlAnswer,
} from '../open-rosa/answer.ts';
import { authenticateDevice, type DeviceActor } from '../open-rosa/device-actor.ts';
import { submit } from '../service/submit.ts';
import { findFile, listFiles } from '../store/form-file.ts';
import * as versions from '../store/version.ts';
import type { FormsRouteConfig } from './shared.ts';

const dialect: BindingOptions<undefined> = { authenticate: authenticateDevice, problem: sendOpenRosaProblem };
const deviceOf = (actor: unknown): DeviceActor['device'] => (actor as DeviceActor).device;

function formElement(form: Awaited<ReturnType<typeof versions.listPublished>>[number], base: string): string {
  const url = `${base}/forms/${form.id}`;
  const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;
  return `<xform>${element('formID', form.xml_form_id)}${element('name', form.title)}${element('version', form.version)}${element('hash', `md5:${form.hash}`)}${element('downloadUrl', `${url}/form.xml`)}${form.has_files ? element('manifestUrl', `${url}/manifest`) : ''}</xform>`;
}

/** Address of the device, as the device itself reached it. */
const baseOf = (c: { request: FastifyRequest; params: { key: string } }) =>
  `${hostOf(c.request)}/collect/${encodeURIComponent(c.params.key)}`;

/** Discovery: what forms there are. */
function discoveryRoutes(): Binding[] {
  return [
    bind(
      contract.base,
      async (c) => openRosaMessage('submit_success', 'This is the address of a Sojourn device.', c.now, 200),
      dialect,
    ),
    bind(
      contract.formList,
      async (c) => {
        const forms = await versions.listPublished(
          c.tx,
          deviceOf(c.actor).operationId,
          c.querystring.formID || undefined,
        );
        const items = forms.map((form) => formElement(form, baseOf(c))).join('');
        return xmlAnswer(`<xforms xmlns="http://openrosa.org/xforms/xformsList">${items}</xforms>`, c.now);
      },
      dialect,
    ),
    bind(
      contract.formXml,
      async (c) => {
        const { operationId } = deviceOf(c.actor);
        const xform = await versions.findPublishedXForm(c.tx, operationId, c.params.versionId);
        if (xform === undefined) throw notFound('form');
        return {
          headers: { ...openRosaHeaders(c.now), 'content-type': 'text/xml; charset=utf-8' },
          body: xform,
        };
      },
      dialect,
    ),
  ];
}

/** The files of a version. */
function fileRoutes({ folder }: FormsRouteConfig): Binding[] {
  return [
    bind(
      contract.manifest,
      async (c) => {
        const { operationId } = deviceOf(c.actor);
        if ((await versions.findPublishedXForm(c.tx, operationId, c.params.versionId)) === undefined)
          throw notFound('form');
        const base = `${baseOf(c)}/forms/${c.params.versionId}/files`;
        const files = (await listFiles(c.tx, c.params.versionId)).filter((file) => file.md5 !== null);
        const items = files.map(
          (file) =>
            `<mediaFile><filename>${escapeXml(file.name)}</filename><hash>md5:${file.md5}</hash><downloadUrl>${escapeXml(`${base}/${encodeURIComponent(file.name)}`)}</downloadUrl></mediaFile>`,
        );
        return xmlAnswer(
          `<manifest xmlns="http://openrosa.org/xforms/xformsManifest">${items.join('')}</manifest>`,
          c.now,
        );
      },
      dialect,
    ),
    bind(
      contract.media,
      async (c) => {
        const { operationId } = deviceOf(c.actor);
        const file = await findFile(c.tx, c.params.versionId, c.params.name);
        if (!file?.blob || file.operation_id !== operationId || file.state !== 'published')
          throw notFound('file');
        const { name, content_type, size } = file;
        return {
          headers: {
            ...openRosaHeaders(c.now),
            ...fileHeaders({ name, contentType: content_type!, size: size!, inline: false }),
          },
          body: folder.open(file.blob),
        };
      },
      dialect,
    ),
  ];
}

function submissionOptions(folder: ContentStore): BindingOptions<SentSubmission> {
  const body = submissionBody(folder);
  return {
    ...body,
    authenticate: authenticateDevice,
    problem: sendOpenRosaProblem,
    prepare: async (request, asCaller) => {
      requireOpenRosa(request.headers['x-openrosa-version']);
      return body.prepare!(request, asCaller);
    },
  };
}

function submissionRoutes({ folder }: FormsRouteConfig): Binding[] {
  return [
    bind(
      contract.submissionHead,
      async (c): Promise<RawAnswer> => ({ status: 204, headers: openRosaHeaders(c.now) }),
      dialect,
    ),
    bind(
      contract.submission,
      async (c) => {
        const { device } = c.actor as DeviceActor;
        const { missingFiles } = await submit(
          c.tx,
          c.actor,
          {
            target: { operationId: device.operationId },
            sent: c.prepared,
            deviceId: device.id,
            clientId: c.querystring.deviceID ?? null,
            userAgent: c.request.headers['user-agent'] ?? null,
            folder,
          },
          c.now,
        );
        const message =
          missingFiles.length > 0 ? 'Received; some files are still to come.' : 'Received in full.';
        return openRosaMessage('submit_success', message, c.now, 201);
      },
      submissionOptions(folder),
    ),
  ];
}

export const openRosaRoutes = (config: FormsRouteConfig): Binding[] => [
  ...discoveryRoutes(),
  ...fileRoutes(config),
  ...submissionRoutes(config),
];
