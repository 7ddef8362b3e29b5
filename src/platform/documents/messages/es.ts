import type { messages as en } from './en.ts';

export const messages = {
  'job.documents.sweep': 'Eliminación de documentos antiguos',
  'problem.documents.pdf_unavailable':
    'Este servidor no puede crear PDF: su máquina es de otro tipo. Use DOCX.',
  'action.documents.document_made': 'Documento creado',
  'action.documents.document_exported': 'Documento descargado',
  'entity.documents.document': 'Documento',
  'field.format': 'Formato',
  'field.size': 'Tamaño',
} as const satisfies Record<keyof typeof en, string>;
