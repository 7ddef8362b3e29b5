import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

export const downloadDocument = defineRoute({
  id: 'documents.download',
  method: 'GET',
  url: '/api/documents/:documentId/file',
  summary: 'A document that was made for the caller, while they see the record that it speaks of',
  config: {
    permission: 'signed-in',
    audit: 'documents.document_exported',
    raw: 'response',
    produces: 'application/octet-stream',
  },
  schema: { params: z.object({ documentId: z.uuid() }) },
});
