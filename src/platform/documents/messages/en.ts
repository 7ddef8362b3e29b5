export const messages = {
  'job.documents.sweep': 'Removal of old documents',
  'problem.documents.pdf_unavailable':
    'This server cannot make PDF files: its machine is of another kind. Take DOCX instead.',
  'action.documents.document_made': 'Document made',
  'action.documents.document_exported': 'Document downloaded',
  'entity.documents.document': 'Document',
  'field.format': 'Format',
  'field.size': 'Size',
} as const satisfies Record<string, string>;
