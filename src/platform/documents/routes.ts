import { audit } from '#platform/audit/audit.ts';
import { type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import { bindingOf } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { downloadDocument } from './contract.ts';
import type { DocumentFormat } from './document.ts';
import { documentContent } from './sealed.ts';
import { findDocument } from './store.ts';

const TYPES: Record<DocumentFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export const documentRoutes = (vault: Vault): Binding[] => [
  bind(downloadDocument, async (c) => {
    const row = await findDocument(c.tx, c.params.documentId);
    if (!row) throw notFound('document');
    await audit(c.tx, c.actor, {
      action: 'documents.document_exported',
      entity: row.entity,
      entityId: row.entity_id,
      after: { format: row.format, size: row.size },
      at: c.now,
    });
    return {
      headers: {
        'content-type': TYPES[row.format],
        'content-disposition': `attachment; filename="${row.file_name}"`,
      },
      body: vault.open(documentContent.purpose, bindingOf(documentContent, row.id), row.content_sealed),
    };
  }),
];
