import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { publish } from '#platform/live/live.ts';
import { notify } from '#platform/notify/notify.ts';
import type { FilesConfig } from '../config.ts';
import { CONTENT_PURPOSE, type ReceivedFile } from '../contents.ts';
import { keepFile } from '../keep.ts';
import * as store from '../store/attachment.ts';
import * as uploads from '../store/upload.ts';
import { type Findings, inspect } from './inspect.ts';
import { dropParts, partBinding } from './upload.ts';

/** Looks into a file of which all pieces have arrived, and gives it its place or refuses it. May run more than once. */
export async function takeIn(
  config: FilesConfig,
  context: JobContext<{ attachmentId: string }>,
): Promise<void> {
  const { db, payload, actor } = context;
  const id = payload.attachmentId;
  const begun = await db.withActor(actor, async (tx) => {
    const row = await store.findUnchecked(tx, id);
    const upload = await uploads.findUpload(tx, id);
    return { row, upload, parts: await uploads.listParts(tx, id) };
  });
  if (!begun.row || !begun.upload) return;
  const { row, upload, parts } = begun;
  const received: ReceivedFile[] = [];
  try {
    const file = await config.contents.receive(readParts(config, id, parts), upload.length);
    received.push(file);
    const findings = await inspect(config, file, { ...row, declared: upload.declared_type });
    received.push(
      ...[findings.instead, findings.previews?.small, findings.previews?.large].filter(
        (f) => f !== undefined,
      ),
    );
    await db.withActor(actor, (tx) => settle(tx, actor, { config, id, file, findings, now: new Date() }));
  } finally {
    for (const file of received) await config.contents.discard(file);
  }
  await dropParts(config, parts);
  await db.withActor(actor, (tx) => uploads.deleteParts(tx, id));
}

/** The pieces in their order, each opened in memory. */
function readParts({ contents }: FilesConfig, id: string, parts: readonly uploads.UploadPart[]): Readable {
  return Readable.from(
    (async function* () {
      for (const { object, start } of parts) {
        const sealed = await buffer(await contents.objects.get(object));
        yield contents.vault.open(CONTENT_PURPOSE, partBinding(id, start), sealed);
      }
    })(),
    { objectMode: false },
  );
}

interface Settling {
  config: FilesConfig;
  id: string;
  file: ReceivedFile;
  findings: Findings;
  now: Date;
}

async function settle(tx: Tx, actor: Actor, { config, id, file, findings, now }: Settling): Promise<void> {
  const row = await store.lockUnchecked(tx, id);
  if (!row) return;
  const kept = findings.instead ?? file;
  const { refusal, contentType, metadata, previews } = findings;
  await store.settleAttachment(tx, id, {
    state: refusal ? 'refused' : 'ready',
    refusal: refusal ?? null,
    contentType,
    size: kept.size,
    metadata,
    now,
  });
  if (refusal) await tellRefusal(tx, row, refusal, now);
  else {
    for (const one of [kept, previews?.small, previews?.large])
      if (one) await keepFile(tx, config.contents, one);
    await store.insertContent(tx, id, {
      blob: kept.sha256,
      small: previews?.small.sha256 ?? null,
      large: previews?.large.sha256 ?? null,
    });
  }
  await audit(tx, actor, {
    action: refusal ? 'files.attachment_refused' : 'files.attachment_checked',
    entity: row.entity,
    entityId: row.entity_id,
    officeId: row.office_id,
    operationId: row.operation_id,
    after: { attachmentId: id, metadata, ...(refusal ? { refusal } : {}) },
    at: now,
  });
  await publish(tx, [row.uploaded_by], { topic: 'files.attachment', ref: id });
}

async function tellRefusal(
  tx: Tx,
  row: store.AttachmentRow,
  refusal: NonNullable<Findings['refusal']>,
  at: Date,
): Promise<void> {
  const infected = refusal === 'infected';
  const about = { entity: row.entity, entityId: row.entity_id, at, key: `files ${row.id}` };
  await notify(tx, {
    ...about,
    kind: infected ? 'files.attachment_infected' : 'files.attachment_refused',
    to: [row.uploaded_by],
    urgency: infected ? 'now' : 'soon',
  });
  if (!infected) return;
  const told = (await store.listToldOfInfection(tx, row.id)).filter((one) => one !== row.uploaded_by);
  await notify(tx, { ...about, kind: 'files.infection_found', to: told, urgency: 'now' });
}
