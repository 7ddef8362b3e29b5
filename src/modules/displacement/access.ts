import type { SliceAccess } from '#platform/http/module.ts';

const readers = ['displacement-officer', 'displacement-assistant', 'director'];
const officers = ['displacement-officer'];

export const access: SliceAccess = {
  permissions: ['displacement.round.read', 'displacement.round.write', 'displacement.figure.read'],
  roleDefaults: {
    'displacement-officer': [
      'displacement.round.read',
      'displacement.round.write',
      'displacement.figure.read',
    ],
    'displacement-assistant': ['displacement.round.read', 'displacement.figure.read'],
    director: ['displacement.round.read', 'displacement.figure.read'],
  },
  matrix: {
    'displacement.listRounds': readers,
    'displacement.createRound': officers,
    'displacement.updateRound': officers,
    'displacement.moveRound': officers,
    'displacement.listBindings': readers,
    'displacement.suggestMapping': officers,
    'displacement.bindForm': officers,
    'displacement.unbindForm': officers,
    'displacement.figures': readers,
    'displacement.exportFigures': readers,
    'displacement.beginReport': readers,
    'displacement.trend': readers,
    'displacement.figureRows': readers,
  },
};
