import { randomUUID } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { bindingOf } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { Document, DocumentFormat } from './document.ts';
import { writeDocx } from './docx.ts';
import { writePdf } from './pdf.ts';
import { documentContent } from './sealed.ts';
import { insertDocument } from './store.ts';

const KEPT_MS = 7 * 86_400_000;

const writers: Record<DocumentFormat, (document: Document) => Promise<Buffer>> = {
  pdf: writePdf,
  docx: writeDocx,
};

/** What a document is about, and where it belongs. */
export interface About {
  entity: string;
  entityId: string;
  operationId: string;
  /** Latin letters, digits and hyphens, without an ending. */
  name: string;
}

/**
 * Sets a document inside a job and keeps it for the job's person, sealed, for a week; the run then links to it. Leaves an
 * entry in the audit log of the record.
 */
export async function makeDocument(
  context: JobContext<unknown>,
  vault: Vault,
  made: { document: Document; format: DocumentFormat; about: About },
): Promise<void> {
  const { db, actor, accountId, link } = context;
  const { document, format, about } = made;
  const content = await writers[format](document);
  const id = randomUUID();
  const now = new Date();
  await db.withActor(actor, async (tx) => {
    await insertDocument(tx, {
      id,
      account_id: accountId!,
      entity: about.entity,
      entity_id: about.entityId,
      format,
      file_name: `${about.name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'document'}.${format}`,
      size: content.length,
      content_sealed: vault.seal(documentContent.purpose, bindingOf(documentContent, id), content),
      made_at: now,
      expires_at: new Date(now.getTime() + KEPT_MS),
    });
    await audit(tx, actor, {
      action: 'documents.document_made',
      entity: about.entity,
      entityId: about.entityId,
      operationId: about.operationId,
      after: { format, language: document.language, size: content.length },
      at: now,
    });
  });
  link(`/api/documents/${id}/file`);
}
