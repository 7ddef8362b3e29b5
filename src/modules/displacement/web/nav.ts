import { IconTent } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { displacementMessages } from '../messages/catalogue.ts';

const figures = { en: 'Figures', fr: 'Chiffres', es: 'Cifras', ar: 'الأرقام' };
const rounds = { en: 'Rounds', fr: 'Cycles', es: 'Rondas', ar: 'الجولات' };

export const nav: SlicePages = {
  id: 'displacement',
  catalogue: displacementMessages,
  entries: [
    {
      id: 'displacement',
      label: { en: 'Displacement', fr: 'Déplacements', es: 'Desplazamiento', ar: 'النزوح' },
      icon: IconTent,
      path: '/displacement',
      permission: 'displacement.figure.read',
      order: 100,
      sections: [
        { label: figures, path: '/displacement' },
        { label: rounds, path: '/displacement/rounds', permission: 'displacement.round.read' },
      ],
    },
  ],
  routes: [
    {
      path: '/displacement',
      load: () => import('./figures.tsx').then((m) => m.Figures),
      permission: 'displacement.figure.read',
    },
    {
      path: '/displacement/records',
      load: () => import('./figure-rows.tsx').then((m) => m.FigureRows),
      permission: 'displacement.figure.read',
    },
    {
      path: '/displacement/rounds',
      load: () => import('./round-list.tsx').then((m) => m.RoundList),
      permission: 'displacement.round.read',
    },
    {
      path: '/displacement/rounds/$roundId',
      load: () => import('./round-view.tsx').then((m) => m.RoundView),
      permission: 'displacement.round.read',
    },
    {
      path: '/displacement/rounds/$roundId/forms/$formId',
      load: () => import('./mapping-editor.tsx').then((m) => m.MappingEditor),
      permission: 'displacement.round.write',
    },
  ],
  records: { 'displacement.round': '/displacement/rounds/$id' },
  home: () => import('./home.tsx').then((m) => m.home),
};
