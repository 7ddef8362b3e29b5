import type { SliceAccess } from '#platform/http/module.ts';

const writers = ['administrator', 'displacement-officer', 'displacement-assistant', 'director'];
const readers = [...writers, 'auditor'];
const both = ['comments.comment.read', 'comments.comment.write'];

export const access: SliceAccess = {
  permissions: both,
  roleDefaults: {
    administrator: both,
    'displacement-officer': both,
    'displacement-assistant': both,
    director: both,
    auditor: ['comments.comment.read'],
  },
  matrix: {
    'comments.listThreads': readers,
    'comments.getStanding': readers,
    'comments.markRead': readers,
    'comments.followRecord': readers,
    'comments.listRevisions': readers,
    'comments.findReaders': writers,
    'comments.addComment': writers,
    'comments.editComment': writers,
    'comments.removeComment': writers,
  },
};
