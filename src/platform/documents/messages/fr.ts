import type { messages as en } from './en.ts';

export const messages = {
  'job.documents.sweep': 'Suppression des anciens documents',
  'problem.documents.pdf_unavailable':
    'Ce serveur ne peut pas faire de PDF : sa machine est d’un autre type. Prenez DOCX.',
  'action.documents.document_made': 'Document créé',
  'action.documents.document_exported': 'Document téléchargé',
  'entity.documents.document': 'Document',
  'field.format': 'Format',
  'field.size': 'Taille',
} as const satisfies Record<keyof typeof en, string>;
